//! The words of the site, as a typed catalogue: a sentence that is missing in a language does not
//! compile. The words about a benefit come from its rules, never from here.

#[path = "../locales/fr.rs"]
mod fr;

/// The words of the site, in the language of the page.
pub(crate) fn texts() -> &'static Texts {
    &fr::FRENCH
}

/// A sentence with one word or number put in.
pub(crate) type With<T> = fn(T) -> String;

/// The words of the site.
pub(crate) struct Texts {
    pub(crate) site: Site,
    pub(crate) places: &'static [(&'static str, &'static str)],
    pub(crate) people: People,
    pub(crate) start: Start,
    pub(crate) household: Household,
    pub(crate) questions: Questions,
    pub(crate) fields: Fields,
    pub(crate) slips: Slips,
    pub(crate) postcode: Postcode,
    pub(crate) lists: Lists,
    pub(crate) resources: Resources,
    pub(crate) standing: Standing,
    pub(crate) results: Results,
    pub(crate) file: File,
    pub(crate) right: Right,
}

/// What stands around every page.
pub(crate) struct Site {
    pub(crate) name: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) home: &'static str,
    pub(crate) private: &'static str,
    pub(crate) free: &'static str,
    /// The pages beside the program: address and title.
    pub(crate) pages: &'static [(&'static str, &'static str)],
    pub(crate) about: &'static str,
    pub(crate) beside: &'static str,
    pub(crate) version: fn(&str) -> String,
    pub(crate) broken: &'static str,
}

/// What people are called without a first name.
pub(crate) struct People {
    pub(crate) you: &'static str,
    pub(crate) partner: &'static str,
    pub(crate) child: With<usize>,
    pub(crate) other: With<usize>,
}

/// The first page.
pub(crate) struct Start {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) promises: &'static [(&'static str, &'static str)],
    pub(crate) settings: &'static str,
    pub(crate) place: &'static str,
    pub(crate) place_warning: &'static str,
    pub(crate) month: &'static str,
    pub(crate) month_help: &'static str,
    pub(crate) begin: &'static str,
    pub(crate) resume: &'static str,
    pub(crate) computes: &'static str,
    pub(crate) leaves_out: &'static str,
    pub(crate) leaves_out_rest: &'static str,
    pub(crate) no_rules: &'static str,
    pub(crate) lost: &'static str,
}

/// The page about who lives there.
pub(crate) struct Household {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) asker: &'static str,
    pub(crate) partner: &'static str,
    pub(crate) child: With<usize>,
    pub(crate) other: With<usize>,
    pub(crate) name: &'static str,
    pub(crate) name_help: &'static str,
    pub(crate) birth: &'static str,
    pub(crate) birth_help: &'static str,
    pub(crate) birth_short: &'static str,
    pub(crate) changed: &'static str,
    pub(crate) arrived: &'static str,
    pub(crate) arrived_always: &'static str,
    pub(crate) left: &'static str,
    pub(crate) left_never: &'static str,
    pub(crate) add: &'static str,
    pub(crate) add_partner: &'static str,
    pub(crate) add_child: &'static str,
    pub(crate) add_other: &'static str,
    pub(crate) remove_person: fn(&str) -> String,
}

/// The pages of questions.
pub(crate) struct Questions {
    pub(crate) steps: &'static str,
    pub(crate) step: fn(usize, usize) -> String,
    pub(crate) household: &'static str,
    pub(crate) results: &'static str,
    pub(crate) next: &'static str,
    pub(crate) back: &'static str,
    pub(crate) none: &'static str,
    pub(crate) new_ones: &'static str,
    pub(crate) mend: &'static str,
    pub(crate) waiting: With<usize>,
    pub(crate) skip: &'static str,
    pub(crate) refine: &'static str,
    pub(crate) refine_lead: &'static str,
    pub(crate) estimate: fn(&str) -> String,
}

/// What every field shares.
pub(crate) struct Fields {
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) unsure: &'static str,
    pub(crate) why: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) day: &'static str,
    pub(crate) month: &'static str,
    pub(crate) year: &'static str,
    pub(crate) date_help: &'static str,
    pub(crate) per_hour: &'static str,
    pub(crate) per_day: &'static str,
    pub(crate) per_month: &'static str,
    pub(crate) per_year: &'static str,
    pub(crate) error: &'static str,
}

/// What is said of a slip.
pub(crate) struct Slips {
    pub(crate) number: &'static str,
    pub(crate) ambiguous: &'static str,
    pub(crate) below: fn(&str) -> String,
    pub(crate) above: fn(&str) -> String,
    pub(crate) no_day: &'static str,
    pub(crate) no_month: &'static str,
    pub(crate) no_year: &'static str,
    pub(crate) year: &'static str,
    pub(crate) month: &'static str,
    pub(crate) day: With<u8>,
    pub(crate) far: &'static str,
    pub(crate) future: &'static str,
    pub(crate) digits: &'static str,
    pub(crate) unknown_postcode: &'static str,
}

/// The field that reads a postcode.
pub(crate) struct Postcode {
    pub(crate) label: &'static str,
    pub(crate) help: &'static str,
    pub(crate) commune: &'static str,
    pub(crate) other_commune: &'static str,
    pub(crate) found: fn(&str) -> String,
    pub(crate) by_hand: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) source: fn(&str) -> String,
}

/// Lists to tick.
pub(crate) struct Lists {
    pub(crate) title: &'static str,
    pub(crate) title_help: &'static str,
    pub(crate) who_help: &'static str,
    pub(crate) rest: &'static str,
    pub(crate) all_false: &'static str,
    pub(crate) rest_false: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) nobody_else: &'static str,
    pub(crate) unsure: &'static str,
    pub(crate) unsure_rest: &'static str,
}

/// What was received.
pub(crate) struct Resources {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) caption: &'static str,
    pub(crate) since: fn(&str) -> String,
    pub(crate) once: &'static str,
    pub(crate) household: &'static str,
    pub(crate) amount: fn(&str, &str) -> String,
    pub(crate) each_month: fn(&str) -> String,
    pub(crate) differ: &'static str,
    pub(crate) same: &'static str,
    pub(crate) months: fn(&str, &str) -> String,
    pub(crate) rest: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) nothing_else: &'static str,
    pub(crate) nothing_means: &'static str,
    pub(crate) something: fn(&str) -> String,
    pub(crate) line: fn(&str, &str) -> String,
}

/// How a result is said in a few words.
pub(crate) struct Standing {
    pub(crate) now: &'static str,
    pub(crate) if_nothing: &'static str,
    pub(crate) per_month: &'static str,
    pub(crate) per_year: &'static str,
    pub(crate) once: &'static str,
    pub(crate) up_to: fn(&str) -> String,
    pub(crate) at_least: fn(&str) -> String,
    pub(crate) between: fn(&str, &str) -> String,
    pub(crate) unknown: &'static str,
    pub(crate) uncovered: &'static str,
    pub(crate) or_uncovered: fn(&str) -> String,
}

/// The results.
pub(crate) struct Results {
    pub(crate) title: fn(&str) -> String,
    pub(crate) total: &'static str,
    pub(crate) total_certain: &'static str,
    pub(crate) total_none: &'static str,
    pub(crate) estimate: &'static str,
    pub(crate) explain: &'static str,
    pub(crate) explain_of: fn(&str) -> String,
    pub(crate) caveats: With<usize>,
    pub(crate) missing: &'static str,
    pub(crate) missing_lead: &'static str,
    pub(crate) left_out: &'static str,
    pub(crate) left_out_lead: &'static str,
    pub(crate) answers: &'static str,
    pub(crate) change: &'static str,
    pub(crate) born: fn(&str) -> String,
    pub(crate) other_month: &'static str,
    pub(crate) version: fn(&str, &str) -> String,
    pub(crate) uncovered: &'static str,
}

/// Saving, opening and erasing.
pub(crate) struct File {
    pub(crate) title: &'static str,
    pub(crate) save: &'static str,
    pub(crate) save_help: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) open: &'static str,
    pub(crate) other_rules: &'static str,
    pub(crate) unreadable: fn(&str) -> String,
    pub(crate) print: &'static str,
    pub(crate) erase: &'static str,
    pub(crate) erase_sure: &'static str,
    pub(crate) erase_yes: &'static str,
    pub(crate) erase_no: &'static str,
    pub(crate) name: fn(&str) -> String,
}

/// A right explained.
pub(crate) struct Right {
    pub(crate) back: &'static str,
    pub(crate) short: &'static str,
    pub(crate) steps: &'static str,
    pub(crate) no_steps: &'static str,
    pub(crate) result: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) start: &'static str,
    pub(crate) plus: &'static str,
    pub(crate) minus: &'static str,
    pub(crate) bound: &'static str,
    pub(crate) rounding: &'static str,
    pub(crate) withheld: &'static str,
    pub(crate) formula: &'static str,
    pub(crate) conditions: &'static str,
    pub(crate) met: &'static str,
    pub(crate) failed: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) from: fn(&str) -> String,
    pub(crate) any: &'static str,
    pub(crate) applies: &'static str,
    pub(crate) may_apply: &'static str,
    pub(crate) law: &'static str,
    pub(crate) law_lead: &'static str,
    pub(crate) law_list: With<usize>,
    pub(crate) since: fn(&str) -> String,
    pub(crate) rounded: fn(&str, &str, &str) -> String,
    pub(crate) rules: &'static str,
    pub(crate) caveats: &'static str,
    pub(crate) unsourced: &'static str,
    pub(crate) unconfirmed: &'static str,
    pub(crate) simplified: &'static str,
    pub(crate) tree: &'static str,
    pub(crate) tree_lead: &'static str,
    pub(crate) place: fn(&str, u32) -> String,
    pub(crate) claim: &'static str,
    pub(crate) contest: &'static str,
    pub(crate) contest_lead: &'static str,
    pub(crate) outside: &'static str,
}
