// Words for the search of the site. Chinese has no spaces, and the module that MkDocs brings needs a segmenter that no
// browser has: so every run of up to four characters is a word, and a search for 台账 or 完成时限 finds it.
lunr.zh = function () {
  this.pipeline.reset();
  this.searchPipeline.reset();
  this.tokenizer = function (text) {
    var runs = String(text || "").toLowerCase().match(/[\u3400-\u9fff]+|[\w.]*\w/g) || [];
    var words = [];
    runs.forEach(function (run) {
      if (run.charCodeAt(0) < 0x3400) words.push(run, ...run.split(/[._]/));
      else for (var at = 0; at < run.length; at++)
        for (var size = 1; size <= 4 && at + size <= run.length; size++) words.push(run.slice(at, at + size));
    });
    return words.map(function (word) { return new lunr.Token(word, {}); });
  };
};
