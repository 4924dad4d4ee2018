//! A set or a map of a few things, kept as a list: no tree to pay for on a slow connection.

/// A few things, each once.
#[derive(Clone, Debug)]
pub(crate) struct Few<T>(Vec<T>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq + Copy> Few<T> {
    pub(crate) fn contains(&self, item: T) -> bool {
        self.0.contains(&item)
    }

    pub(crate) fn insert(&mut self, item: T) {
        if !self.contains(item) {
            self.0.push(item);
        }
    }

    pub(crate) fn remove(&mut self, item: T) {
        self.0.retain(|other| *other != item);
    }

    /// Changes each, or takes it out.
    pub(crate) fn change(&mut self, change: impl Fn(T) -> Option<T>) {
        self.0 = self.0.iter().copied().filter_map(change).collect();
    }
}

/// A few texts, each under its own key.
#[derive(Clone, Debug)]
pub(crate) struct Texts<K>(Vec<(K, String)>);

impl<K> Default for Texts<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq + Copy> Texts<K> {
    pub(crate) fn get(&self, key: K) -> Option<&str> {
        self.0.iter().find(|(other, _)| *other == key).map(|(_, text)| text.as_str())
    }

    pub(crate) fn insert(&mut self, key: K, text: String) {
        self.retain(|other| other != key);
        self.0.push((key, text));
    }

    pub(crate) fn retain(&mut self, keep: impl Fn(K) -> bool) {
        self.0.retain(|(key, _)| keep(*key));
    }

    /// Changes each key, or takes it out with its text.
    pub(crate) fn change(&mut self, change: impl Fn(K) -> Option<K>) {
        self.0 = std::mem::take(&mut self.0)
            .into_iter()
            .filter_map(|(key, text)| Some((change(key)?, text)))
            .collect();
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = K> + '_ {
        self.0.iter().map(|(key, _)| *key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_there_once() {
        let mut few = Few::default();
        few.insert(1);
        few.insert(1);
        few.insert(2);
        few.remove(1);
        assert!(few.contains(2) && !few.contains(1));
        few.change(|number| (number > 2).then_some(number));
        assert!(!few.contains(2));
    }

    #[test]
    fn the_last_text_of_a_key_is_kept() {
        let mut texts = Texts::default();
        texts.insert('a', "one".to_owned());
        texts.insert('a', "two".to_owned());
        assert_eq!(texts.get('a'), Some("two"));
        assert_eq!(texts.keys().count(), 1);
        texts.change(|_| Some('b'));
        assert_eq!(texts.get('a'), None);
    }
}
