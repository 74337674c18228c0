"""What LibreOffice turns into docx: doc, wps, rtf, odt."""
