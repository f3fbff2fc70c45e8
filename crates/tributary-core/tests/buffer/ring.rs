//! Rings of chunks by themselves: around the borders of chunks, and bit for bit.

use proptest::prelude::*;
use tributary_core::buffer::{Place, Ring};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// What happens to a ring.
#[derive(Clone, Debug)]
enum Step<T> {
    Push(T),
    /// So many at once, counted up from a value.
    Extend(usize, T),
    /// So many at most.
    Pop(usize),
    /// Before the element so many from the end.
    Insert(usize, T),
    Set(usize, T),
    /// Those whose position is no multiple.
    Retain(usize),
    GiveBack,
}

/// Enough for a few chunks.
fn steps<T: Clone + std::fmt::Debug + 'static>(value: BoxedStrategy<T>, chunk: usize) -> BoxedStrategy<Vec<Step<T>>> {
    let some = prop_oneof![0..20usize, Just(chunk - 1), Just(chunk), Just(chunk + 1), 0..2 * chunk];
    let step = prop_oneof![
        4 => value.clone().prop_map(Step::Push),
        6 => (some.clone(), value.clone()).prop_map(|(n, v)| Step::Extend(n, v)),
        4 => some.clone().prop_map(Step::Pop),
        4 => (some.clone(), value.clone()).prop_map(|(at, v)| Step::Insert(at, v)),
        2 => (some, value).prop_map(|(at, v)| Step::Set(at, v)),
        1 => (2usize..5).prop_map(Step::Retain),
        1 => Just(Step::GiveBack),
    ];
    prop::collection::vec(step, 0..60).boxed()
}

/// Does the steps to a ring and to a vector: the elements of both, those of the ring read as slices and one by one.
macro_rules! compared {
    ($steps:expr, $later:expr) => {{
        let (mut ring, mut model) = (Ring::default(), Vec::new());
        for step in $steps {
            match step {
                Step::Push(value) => {
                    ring.push_back(value);
                    model.push(value);
                }
                Step::Extend(count, value) => {
                    let values: Vec<_> = (0..count).map(|i| $later(value, i)).collect();
                    if count % 2 == 0 {
                        ring.extend(&values);
                    } else {
                        values.iter().for_each(|&value| ring.push_back(value));
                    }
                    model.extend(values);
                }
                Step::Pop(count) => {
                    let count = count.min(model.len());
                    ring.pop_front(count);
                    model.drain(..count);
                }
                Step::Insert(back, value) => {
                    let at = model.len().saturating_sub(back);
                    assert!(ring.put(Place::Before(at), value).is_none());
                    model.insert(at, value);
                }
                Step::Set(at, value) => {
                    let old = model.get_mut(at).map(|old| std::mem::replace(old, value));
                    let replaced = ring.put(Place::Over(at), value);
                    prop_assert_eq!(replaced.map(|v| v.to_ne_bytes()), old.map(|v| v.to_ne_bytes()));
                }
                Step::Retain(of) => {
                    ring.retain(&|at| at % of != 0);
                    let mut at = 0;
                    model.retain(|_| {
                        at += 1;
                        (at - 1) % of != 0
                    });
                }
                Step::GiveBack => ring.give_back(),
            }
            prop_assert_eq!(ring.len(), model.len());
        }
        let bytes: Vec<_> = model.iter().map(|v| v.to_ne_bytes()).collect();
        let one_by_one: Vec<_> = ring.iter().map(|v| v.to_ne_bytes()).collect();
        prop_assert!(one_by_one == bytes, "one by one");
        let middle = model.len() / 3;
        let mut read = Vec::new();
        ring.read(0..middle, |slice| read.extend(slice.iter().map(|v| v.to_ne_bytes())));
        ring.read(middle..usize::MAX - middle, |slice| read.extend(slice.iter().map(|v| v.to_ne_bytes())));
        prop_assert!(read == bytes, "as slices");
        prop_assert!(ring.get(model.len()).is_none());
    }};
}

/// Times as they come, and what is none of the kind.
fn times() -> BoxedStrategy<f64> {
    prop_oneof![
        20 => (0..100_000_000u32).prop_map(|ms| 1.7e12 + f64::from(ms)),
        2 => (-0x1_0000_0000i64..0x1_0000_0000).prop_map(|ms| 1.7e12 + ms as f64),
        1 => any::<u32>().prop_map(|ms| 1.7e12 + f64::from(ms) / 1024.0),
        1 => any::<u64>().prop_map(f64::from_bits),
        1 => prop_oneof![Just(0.0), Just(-0.0), Just(f64::NAN), Just(-f64::NAN), Just(f64::INFINITY)],
    ]
    .boxed()
}

/// Small numbers, which pack, now and then one that does not.
fn numbers() -> BoxedStrategy<f64> {
    prop_oneof![30 => (-50..50i32).prop_map(f64::from), 1 => Just(0.5), 1 => Just(-0.0), 1 => Just(3e9)].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(60) })]

    #[test]
    fn a_ring_of_times_is_a_vector_of_doubles_to_the_last_bit(steps in steps(times(), Ring::<f64>::CHUNK)) {
        compared!(steps, |time: f64, i| time + i as f64);
    }

    #[test]
    fn a_ring_of_numbers_is_a_vector_of_doubles_to_the_last_bit(steps in steps(numbers(), Ring::<f64>::CHUNK)) {
        compared!(steps, |number: f64, i: usize| if i % 700 == 699 { number / 3.0 } else { number * i as f64 });
    }

    #[test]
    fn a_ring_of_words_is_a_vector(steps in steps(any::<u32>().boxed(), Ring::<u32>::CHUNK)) {
        compared!(steps, |word: u32, i| word.wrapping_add(i as u32));
    }

    #[test]
    fn a_ring_of_bytes_is_a_vector(steps in steps(any::<u8>().boxed(), Ring::<u8>::CHUNK)) {
        compared!(steps, |byte: u8, i| byte.wrapping_add(i as u8));
    }
}

/// What a ring of these takes, beside its list of chunks, for each of them.
fn bytes_each(values: impl Iterator<Item = f64>) -> f64 {
    let mut ring = Ring::default();
    values.for_each(|value| ring.push_back(value));
    ring.memory() as f64 / ring.len() as f64
}

#[test]
fn times_in_whole_milliseconds_take_four_bytes() {
    let whole = |i: u32| 1.7e12 + f64::from(i) * 250.0;
    assert!(bytes_each((0..100_000).map(whole)) < 4.5);
    assert!(bytes_each((0..100_000).rev().map(whole)) < 4.5, "in any order");
    assert!(bytes_each((0..100_000).map(|i| whole(i) + 0.125 * f64::from(i % 8))) < 8.5, "fractions take eight");
}

#[test]
fn a_late_time_leaves_the_others_packed() {
    let mut ring = Ring::default();
    (0..100_000).for_each(|i| ring.push_back(1.7e12 + f64::from(i)));
    let before = ring.memory();
    (0..100).for_each(|i| _ = ring.put(Place::Before(50_000 + i), 1.7e12 + 50_000.0));
    assert_eq!(ring.memory(), before);
    assert_eq!((ring.get(50_099), ring.get(50_100)), (Some(1.7e12 + 50_000.0), Some(1.7e12 + 50_000.0)));
    assert_eq!(ring.iter().last(), Some(1.7e12 + 99_999.0));
}

#[test]
fn a_ring_grows_by_a_chunk_and_holds_little_more_than_is_in_it() {
    let mut ring = Ring::default();
    let mut before = 0;
    for word in 0..200_000u32 {
        ring.push_back(word);
        let memory = ring.memory();
        // A chunk, and places in the list of chunks.
        assert!(memory <= before + 8192 + 1024, "{before} to {memory} bytes at {word}");
        assert!(memory <= (word as usize + 1) * 4 + 2 * 8192, "{memory} bytes for {word} words");
        before = memory;
    }
}

#[test]
fn a_small_ring_stays_small_however_many_pass_through_it() {
    let mut ring = Ring::default();
    for word in 0..100_000u32 {
        ring.push_back(word);
        if ring.len() > 10 {
            ring.pop_front(1);
        }
        assert!(ring.memory() <= 256, "{} bytes for {} words", ring.memory(), ring.len());
    }
    assert!(ring.iter().eq(99_990..100_000));
}
