//! Rules laid out for a month. That takes longer than all that follows: what was laid out is kept, and what
//! will be needed is laid out ahead, piece by piece, so that no finger waits for it.

use crate::pace::Pace;
use auclair_engine::{Detail, Layout, Month, Plan};
use auclair_rules::Jurisdiction;
use std::cell::RefCell;
use std::rc::Rc;

/// How many nodes are laid out between two looks at the clock.
const PIECE: usize = 250;

/// How many months are kept: the one asked about, all that may be looked at after it, and as many as were
/// asked about before.
const MOST: usize = 8;

/// The rules of a jurisdiction at a month; nothing when they do not cover it.
type Kept = (&'static str, Month, Option<Rc<Plan>>);

thread_local! {
    /// The latest first.
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// The rules at a month; nothing when they do not cover it.
pub(crate) fn plan(of: &'static Jurisdiction, month: Month) -> Option<Rc<Plan>> {
    kept(of, month).unwrap_or_else(|| keep(of, month, begin(of, month)))
}

/// Lays out the rules at a month.
pub(crate) async fn prepare(of: &'static Jurisdiction, month: Month, pace: Pace) {
    if kept(of, month).is_some() {
        return;
    }
    let mut layout = begin(of, month);
    while let Some(layout) = &mut layout
        && let Ok(false) = layout.advance(PIECE)
    {
        pace.breathe().await;
    }
    keep(of, month, layout);
}

fn begin(of: &'static Jurisdiction, month: Month) -> Option<Layout<'static>> {
    of.layout(month, Detail::Sentences).ok()
}

fn kept(of: &Jurisdiction, month: Month) -> Option<Option<Rc<Plan>>> {
    let is_it = |(id, at, _): &&Kept| *id == of.id && *at == month;
    KEPT.with_borrow(|kept| kept.iter().find(is_it).map(|(.., plan)| plan.clone()))
}

fn keep(of: &Jurisdiction, month: Month, layout: Option<Layout<'_>>) -> Option<Rc<Plan>> {
    let plan = layout.and_then(|layout| layout.finish().ok()).map(Rc::new);
    KEPT.with_borrow_mut(|kept| {
        kept.insert(0, (of.id, month, plan.clone()));
        kept.truncate(MOST);
    });
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use auclair_rules::jurisdiction;

    #[test]
    fn a_month_is_laid_out_once() {
        let france = jurisdiction("france").expect("rules");
        let month = Month::new(2026, 10).expect("a month");
        let plans = [plan(france, month), plan(france, month)].map(|plan| plan.expect("a plan"));
        assert!(Rc::ptr_eq(&plans[0], &plans[1]));
        // It stays while the months after it are looked at, and others take its place.
        let look = |after| drop(plan(france, month.plus(after)));
        (1..=crate::evaluation::LATER).for_each(look);
        assert!(Rc::ptr_eq(&plan(france, month).expect("a plan"), &plans[0]));
        (-8..=-1).for_each(look);
        assert!(!Rc::ptr_eq(&plan(france, month).expect("a plan"), &plans[0]));
        let before = Month::new(1900, 1).expect("a month");
        assert!(plan(france, before).is_none() && kept(france, before).is_some());
    }
}
