//! Which steps a person asks for.

use super::step::{STEPS, Step};
use crate::failure::Failure;

/// The steps that the arguments keep, in their order.
pub(crate) fn read(mut args: lexopt::Parser) -> Result<Vec<Step>, Failure> {
    let (mut only, mut except) = (Vec::new(), Vec::new());
    while let Some(arg) = args.next()? {
        let list = match arg {
            lexopt::Arg::Long("only" | "seulement") => &mut only,
            lexopt::Arg::Long("sauf") => &mut except,
            other => return Err(other.unexpected().into()),
        };
        let names = args.value()?.to_string_lossy().into_owned();
        for name in names.split(',') {
            list.push(named(name)?);
        }
    }
    let steps: Vec<Step> = STEPS
        .into_iter()
        .filter(|step| only.is_empty() || only.contains(step))
        .filter(|step| !except.contains(step))
        .collect();
    if steps.is_empty() {
        return Err(Failure::usage("Il ne reste aucune étape à faire."));
    }
    Ok(steps)
}

fn named(name: &str) -> Result<Step, Failure> {
    STEPS.into_iter().find(|step| step.name() == name.trim()).ok_or_else(|| {
        let names = STEPS.map(Step::name).join(", ");
        Failure::usage(format!("« {name} » n'est pas une étape. Il y a : {names}."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(args: &[&str]) -> Option<Vec<&'static str>> {
        let steps = read(lexopt::Parser::from_args(args)).ok()?;
        Some(steps.into_iter().map(Step::name).collect())
    }

    #[test]
    fn steps_keep_their_order_whatever_the_order_asked() {
        assert_eq!(names(&["--only", "site,format"]), Some(vec!["format", "site"]));
        assert_eq!(names(&["--only", "site", "--only=format"]), Some(vec!["format", "site"]));
        assert_eq!(names(&["--only", "site,format", "--sauf", "site"]), Some(vec!["format"]));
        assert_eq!(names(&[]).map(|names| names.len()), Some(STEPS.len()));
    }

    #[test]
    fn nothing_to_do_and_unknown_steps_are_refused() {
        assert_eq!(names(&["--only", "lune"]), None);
        assert_eq!(names(&["--only", "site", "--sauf", "site"]), None);
        assert_eq!(names(&["site"]), None);
    }
}
