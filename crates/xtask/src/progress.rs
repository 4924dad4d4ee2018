//! How far a command is, and how long it has taken.

use std::fmt;
use std::time::{Duration, Instant};

/// The steps of a command.
#[derive(Debug)]
pub(crate) struct Progress {
    total: usize,
    done: usize,
    since: Instant,
}

impl Progress {
    pub(crate) fn of(total: usize) -> Self {
        Self { total, done: 0, since: Instant::now() }
    }

    /// Says which step begins.
    pub(crate) fn begin(&mut self, title: &str) {
        self.done += 1;
        let elapsed = Elapsed(self.since.elapsed());
        println!("\n[{}/{}] {title}  (depuis le début : {elapsed})", self.done, self.total);
    }
}

/// A length of time as a person says it: « 3 min 37 s ».
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elapsed(pub(crate) Duration);

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let text = match seconds {
            0..10 => format!("{seconds},{} s", self.0.subsec_millis() / 100),
            10..60 => format!("{seconds} s"),
            _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_of_time_is_said_at_its_own_scale() {
        let said = |millis| Elapsed(Duration::from_millis(millis)).to_string();
        assert_eq!(said(0), "0,0 s");
        assert_eq!(said(1_260), "1,2 s");
        assert_eq!(said(59_999), "59 s");
        assert_eq!(said(217_000), "3 min 37 s");
    }
}
