"""Numbers that a plan commits to, read in five steps.

A sentence gives its numbers with their measures, those in turn together (`fields.quantities`). The words left of each
give its bound, its change and where its indicator begins; the words behind it the thing that it may count (`left_edge`,
`situation`). What is known of it so are facts (`facts`), and each row of data/target_cues.csv of which all
facts hold adds its weight to one reading of the number: level, count, service time, threshold, part of a name and so on
(`cues`). The reading with the highest sum wins, and by how much it leads is the confidence (`weigh`). If that is a
commitment, its words become typed targets (`reading`, `shared_indicators`, `values`); `find` takes the steps in turn.
"""
