//! Numbers in lanes, each with its like, and words apart: like next to like compresses best.

/// A lane for the indices into each of this many tables.
pub(super) const TABLES: usize = 12;
/// The other lanes.
const DATES: usize = TABLES;
const DECIMALS: usize = TABLES + 1;
const REST: usize = TABLES + 2;
const LANES: usize = TABLES + 3;

/// What ends each text: a character of none.
const END: char = '\n';

/// Writes.
#[derive(Default)]
pub(super) struct Packer {
    lanes: [Vec<u8>; LANES],
    words: String,
    /// The last index written into each table.
    last: [u32; TABLES],
}

/// Seven bits a byte, the last byte has no eighth.
fn push(lane: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        lane.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    lane.push(number.to_le_bytes()[0]);
}

/// Small whatever the sign.
fn unsigned(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)).cast_unsigned()
}

impl Packer {
    fn put(&mut self, lane: usize, number: u64) {
        if let Some(lane) = self.lanes.get_mut(lane) {
            push(lane, number);
        }
    }

    pub(super) fn number(&mut self, number: u64) {
        self.put(REST, number);
    }

    pub(super) fn signed(&mut self, number: i32) {
        self.put(REST, unsigned(number.into()));
    }

    pub(super) fn day(&mut self, day: i32) {
        self.put(DATES, unsigned(day.into()));
    }

    /// A part of a decimal.
    pub(super) fn part(&mut self, part: u32) {
        self.put(DECIMALS, part.into());
    }

    /// Writes an index as a step: one most often follows another.
    pub(super) fn index(&mut self, table: usize, index: u32) {
        if let Some(last) = self.last.get_mut(table) {
            let step = i64::from(index) - i64::from(*last);
            *last = index;
            self.put(table, unsigned(step));
        }
    }

    /// Writes how many items follow.
    pub(super) fn count(&mut self, count: usize) {
        self.number(count as u64);
    }

    pub(super) fn words(&mut self, words: &str) {
        self.words.extend(words.chars().filter(|letter| *letter != END));
        self.words.push(END);
    }

    /// Each lane after its length, then the words.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut whole = Vec::new();
        for lane in self.lanes {
            push(&mut whole, lane.len() as u64);
            whole.extend(lane);
        }
        whole.extend(self.words.into_bytes());
        whole
    }
}

/// Reads. What is not there, or makes no sense, reads as zeros and spoils the whole, which is then
/// refused: readers need not look at each number.
#[derive(Default)]
pub(super) struct Unpacker<'a> {
    lanes: [&'a [u8]; LANES],
    words: &'a str,
    last: [u32; TABLES],
    spoiled: bool,
}

/// Takes a number off a lane.
#[inline(never)]
fn pull(lane: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let (byte, rest) = lane.split_first()?;
        *lane = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}

impl<'a> Unpacker<'a> {
    pub(super) fn new(mut bytes: &'a [u8]) -> Option<Self> {
        let mut new = Self::default();
        for lane in &mut new.lanes {
            let length = usize::try_from(pull(&mut bytes)?).ok()?;
            (*lane, bytes) = bytes.split_at_checked(length)?;
        }
        new.words = str::from_utf8(bytes).ok()?;
        Some(new)
    }

    /// Whether all was read, and made sense.
    pub(super) fn is_finished(&self) -> bool {
        !self.spoiled && self.words.is_empty() && self.lanes.iter().all(|lane| lane.is_empty())
    }

    /// Gives nothing but zeros from now on.
    #[inline(never)]
    pub(super) fn spoil(&mut self) {
        *self = Self { spoiled: true, ..Self::default() };
    }

    #[inline(never)]
    fn take(&mut self, lane: usize) -> u64 {
        self.lanes.get_mut(lane).and_then(pull).unwrap_or_else(|| {
            self.spoil();
            0
        })
    }

    #[inline(never)]
    fn take_signed(&mut self, lane: usize) -> i64 {
        let number = self.take(lane);
        (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
    }

    pub(super) fn number(&mut self) -> u64 {
        self.take(REST)
    }

    pub(super) fn signed(&mut self) -> i32 {
        let number = self.take_signed(REST);
        self.fit(number)
    }

    pub(super) fn day(&mut self) -> i32 {
        let day = self.take_signed(DATES);
        self.fit(day)
    }

    pub(super) fn part(&mut self) -> u32 {
        let part = self.take(DECIMALS);
        self.fit(part)
    }

    /// A number as a smaller type.
    pub(super) fn fit<N, T: TryFrom<N> + Default>(&mut self, number: N) -> T {
        T::try_from(number).unwrap_or_else(|_| {
            self.spoil();
            T::default()
        })
    }

    #[inline(never)]
    pub(super) fn index(&mut self, table: usize) -> u32 {
        let step = self.take_signed(table);
        let last = self.last.get(table).copied().unwrap_or_default();
        let index = self.fit(step.saturating_add(last.into()));
        if let Some(last) = self.last.get_mut(table) {
            *last = index;
        }
        index
    }

    /// How many items follow: not more than there are numbers and words.
    #[inline(never)]
    pub(super) fn count(&mut self) -> usize {
        let count = self.number();
        let count = self.fit(count);
        let most: usize = self.lanes.iter().map(|lane| lane.len()).sum();
        if count <= most + self.words.len() {
            return count;
        }
        self.spoil();
        0
    }

    #[inline(never)]
    pub(super) fn words(&mut self) -> String {
        let Some((words, rest)) = self.words.split_once(END) else {
            self.spoil();
            return String::new();
        };
        self.words = rest;
        words.to_owned()
    }
}
