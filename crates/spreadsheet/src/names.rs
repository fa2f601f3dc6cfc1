//! Texts and lists that are held once however often they occur.

use std::hash::{BuildHasher, Hash};

use hashbrown::{DefaultHashBuilder, HashTable};

/// Texts, numbered in the order in which they were first met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// All, one after the other.
    text: String,
    /// Where each ends in `text`.
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hashing: DefaultHashBuilder,
}

impl Names {
    /// The number of a name, which is given one where it has none.
    pub(crate) fn number(&mut self, name: &str) -> u32 {
        let hash = self.hashing.hash_one(name);
        if let Some(number) = self.found(hash, name) {
            return number;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.text.push_str(name);
        self.ends.push(self.text.len());
        let (text, ends, hashing) = (&self.text, &self.ends, &self.hashing);
        self.numbers.insert_unique(hash, number, |&number| {
            hashing.hash_one(named(text, ends, number))
        });
        number
    }

    /// The number of a name that has one.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.found(self.hashing.hash_one(name), name)
    }

    fn found(&self, hash: u64, name: &str) -> Option<u32> {
        let (text, ends) = (&self.text, &self.ends);
        let is_name = |&number: &u32| named(text, ends, number) == name;
        self.numbers.find(hash, is_name).copied()
    }

    /// The name of that number; empty where there is none.
    pub(crate) fn get(&self, number: u32) -> &str {
        named(&self.text, &self.ends, number)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(u32::try_from(index).unwrap_or(u32::MAX)))
    }
}

fn named<'t>(text: &'t str, ends: &[usize], number: u32) -> &'t str {
    let index = number as usize;
    let start = match index.checked_sub(1) {
        Some(before) => ends.get(before).copied(),
        None => Some(0),
    };
    match (start, ends.get(index)) {
        (Some(start), Some(&end)) => text.get(start..end).unwrap_or_default(),
        _ => "",
    }
}

/// Lists, numbered in the order in which they were first met.
#[derive(Clone, Debug)]
pub(crate) struct Lists<T> {
    all: Vec<Box<[T]>>,
    numbers: HashTable<u32>,
    hashing: DefaultHashBuilder,
}

impl<T: Clone + Eq + Hash> Lists<T> {
    /// The number of a list, which is given one where it has none.
    pub(crate) fn number(&mut self, list: &[T]) -> u32 {
        let hash = self.hashing.hash_one(list);
        let all = &self.all;
        let known = self
            .numbers
            .find(hash, |&number| listed(all, number) == list);
        if let Some(&number) = known {
            return number;
        }
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(list.into());
        let (all, hashing) = (&self.all, &self.hashing);
        self.numbers.insert_unique(hash, number, |&number| {
            hashing.hash_one(listed(all, number))
        });
        number
    }

    /// The list of that number; empty where there is none.
    pub(crate) fn get(&self, number: u32) -> &[T] {
        listed(&self.all, number)
    }

    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &[T]> {
        self.all.iter().map(AsRef::as_ref)
    }
}

fn listed<T>(all: &[Box<[T]>], number: u32) -> &[T] {
    all.get(number as usize).map_or(&[], AsRef::as_ref)
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            numbers: HashTable::new(),
            hashing: DefaultHashBuilder::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_once() {
        let mut names = Names::default();

        let numbers = ["A", "", "B", "A", ""].map(|name| names.number(name));

        assert_eq!(numbers, [0, 1, 2, 0, 1]);
        assert_eq!(names.iter().collect::<Vec<_>>(), ["A", "", "B"]);
        assert_eq!(names.get(9), "");
    }

    #[test]
    fn lists_are_numbered_once() {
        let mut lists = Lists::default();

        let numbers = [vec![1, 2], vec![], vec![1], vec![1, 2]].map(|list| lists.number(&list));

        assert_eq!(numbers, [0, 1, 2, 0]);
        assert_eq!(lists.get(2), [1]);
        assert_eq!(lists.get(9), [0; 0]);
    }
}
