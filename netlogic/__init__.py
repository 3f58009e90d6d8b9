"""NETlogic's logic: pure values and functions, no Streamlit, no Plotly.

patient    what is known of a patient, and what follows from it; any fact may be unknown
criteria   the small language of conditions: met, unmet or undetermined
schema     the shape of every content file
content    all content by id
library    reads content/ and keeps what is sound
checks     whether the content agrees with itself; names every fault in plain words
pathway    patient and rules in, reading out: steps, standings, arguments, notices
unknowns   what unknown facts could still change, exactly
explore    what changed between two readings, and where along an input a reading changes
flips      for every input the nearest change that alters the leading options
harms      what organs, fitness and earlier treatment say against each option
compare    two patients side by side in words
regions    a patient's map over two inputs: what leads where, exact at every limit
borders    ways over a map: one step, or to the next border
map_words  what a map says in sentences
trial_fit  whether a patient would have been in a trial, criterion by criterion
nearby     which options lead when a few inputs change, without a whole reading of each
survival   Kaplan-Meier, log-rank, Cox and restricted means, as R's survival defines them
simulate   the models of the PFS lab, each with the formula that it is tested against
replicates  many simulated trials at once: scatter, early stopping, subgroups by chance
benches    the shape of a simulation: its knobs, their limits, what is assumed
cohort_schema  the shape of a synthetic cohort: its words, its recipe and its patients
targets    what a cohort must reproduce: its recipe joined with the trial's verified outcomes
cohorts    a cohort as arms to analyse, its badge, and published against achieved
calibration  makes the patients of a cohort; a tool that no page uses
families   the shape of treatments laid side by side, and of what is supposed of a patient
landscape  what many trials found, family by family, never ranked
weighing   which arguments come and go with a supposition, and what each treatment leaves open
evidence   how an estimate is quoted, and how prose quotes it
words      facts, criteria and changes in sentences
sentences  what a reading says: what changed, what is next, and why
suppositions  what would change it, said as conditions
lesions    a body of lesions: receptors, FDG, and what each treatment reaches
bodies     the shape of the bodies that a page draws, and a body as the learner has it
before_after  options in two readings, with and without something supposed
examined   the learner's patient with the uptake of a body, and what the pathway makes of it
lesion_words  what a body shows, in words
rulebook   every rule in words for review, where sources differ, the limits and their users
explain    a reading as JSON, for other programs
"""
