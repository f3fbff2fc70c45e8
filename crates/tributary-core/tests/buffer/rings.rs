//! Rings by themselves.

use std::collections::VecDeque;

use proptest::prelude::*;
use tributary_core::buffer::{Bits, Dictionary, Place, TextRing};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What happens to a ring.
#[derive(Clone, Debug)]
enum Step<T> {
    Push(T),
    Pop,
    /// Before the row so many from the end.
    Insert(usize, T),
    Set(usize, T),
}

fn steps<T: Clone + std::fmt::Debug + 'static>(value: BoxedStrategy<T>) -> impl Strategy<Value = Vec<Step<T>>> {
    let step = prop_oneof![
        6 => value.clone().prop_map(Step::Push),
        4 => Just(Step::Pop),
        2 => (0usize..200, value.clone()).prop_map(|(at, v)| Step::Insert(at, v)),
        1 => (0usize..200, value).prop_map(|(at, v)| Step::Set(at, v)),
    ];
    prop::collection::vec(step, 0..500)
}

/// Does a step to a vector, and says how a ring is to do it; `None` for dropping the oldest.
fn step<T: Clone>(model: &mut VecDeque<T>, step: &Step<T>) -> Option<(Place, T)> {
    match step {
        Step::Push(value) => {
            model.push_back(value.clone());
            Some((Place::Back, value.clone()))
        }
        Step::Set(at, value) if !model.is_empty() => {
            let at = at % model.len();
            model[at] = value.clone();
            Some((Place::Over(at), value.clone()))
        }
        Step::Insert(back, value) | Step::Set(back, value) => {
            let at = model.len().saturating_sub(*back);
            model.insert(at, value.clone());
            Some((Place::Before(at), value.clone()))
        }
        Step::Pop => {
            model.pop_front();
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn bits_are_a_vector_of_booleans(steps in steps(any::<bool>().boxed())) {
        let (mut bits, mut model) = (Bits::default(), VecDeque::new());
        for next in &steps {
            match step(&mut model, next) {
                Some((place, bit)) => bits.put(place, bit),
                None => drop(bits.pop()),
            }
        }
        let got: Vec<_> = (0..bits.len()).map(|i| bits.get(i)).collect();
        prop_assert_eq!(&got, &model.iter().map(|&b| Some(b)).collect::<Vec<_>>());
        let packed = bits.to_bytes();
        prop_assert_eq!(packed.len(), model.len().div_ceil(8));
        for (i, byte) in packed.iter().enumerate() {
            let expected = (0..8).fold(0u8, |b, k| b | u8::from(model.get(i * 8 + k) == Some(&true)) << k);
            prop_assert_eq!(*byte, expected);
        }
    }

    #[test]
    fn texts_are_a_vector_of_strings(steps in steps("[a-cé]{0,60}".boxed())) {
        let (mut ring, mut model) = (TextRing::default(), VecDeque::new());
        for next in &steps {
            match step(&mut model, next) {
                Some((place, text)) => ring.put(place, &text),
                None => ring.pop(),
            }
        }
        prop_assert_eq!(ring.iter().collect::<Vec<_>>(), Vec::from(model));
    }

    #[test]
    fn a_dictionary_is_a_vector_of_strings(steps in steps(prop::option::of("[a-c]{0,2}").boxed())) {
        let (mut ring, mut model) = (Dictionary::default(), VecDeque::new());
        for next in &steps {
            match step(&mut model, next) {
                Some((place, text)) => ring.put(place, text.as_deref().map(str::as_bytes)),
                None => ring.pop(),
            }
        }
        let mut distinct: Vec<_> = model.iter().flatten().collect();
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(ring.live(), distinct.len());
        prop_assert_eq!(ring.iter().map(|text| text.map(|text| String::from_utf8_lossy(text).into_owned())).collect::<Vec<_>>(), Vec::from(model));
    }
}

#[test]
fn a_text_that_no_row_has_any_more_leaves_the_dictionary() {
    let mut ring = Dictionary::default();
    for i in 0..1000 {
        ring.push(Some(format!("text {i}").as_bytes()));
        ring.push(Some(b"constant"));
        if i >= 3 {
            ring.pop();
            ring.pop();
        }
    }
    assert!(ring.entries().count() <= 5, "{} entries for 4 texts", ring.entries().count());
    assert_eq!(ring.live(), 4);
    assert_eq!(ring.iter().next(), Some(Some(&b"text 997"[..])));
}
