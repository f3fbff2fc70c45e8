//! Heap sort: in place, never quadratic, and a few hundred bytes of WebAssembly for each use, where the standard
//! library's sort takes six kilobytes. What is sorted here is short and rare.

/// Sorts by `less`, which must be a strict order. Equal items may change places.
pub(crate) fn heap_sort<T: Copy>(items: &mut [T], less: impl Fn(T, T) -> bool) {
    for root in (0..items.len() / 2).rev() {
        sift_down(items, root, &less);
    }
    for end in (1..items.len()).rev() {
        items.swap(0, end);
        sift_down(&mut items[..end], 0, &less);
    }
}

#[inline(never)]
fn sift_down<T: Copy>(heap: &mut [T], mut root: usize, less: &impl Fn(T, T) -> bool) {
    loop {
        let mut child = 2 * root + 1;
        if child >= heap.len() {
            return;
        }
        if child + 1 < heap.len() && less(heap[child], heap[child + 1]) {
            child += 1;
        }
        if !less(heap[root], heap[child]) {
            return;
        }
        heap.swap(root, child);
        root = child;
    }
}
