//! What there is to measure.

use anyhow::Result;

use super::value::Report;
use super::{connection, emit, extract, latency, main_thread, memory, size, smooth, start, throughput};
use crate::workspace::Workspace;

/// Something to measure.
pub struct Benchmark {
    /// How the names of its values begin.
    pub gives: &'static [&'static str],
    /// What it is called in docs/performance.md.
    pub title: &'static str,
    /// And what is said of it there.
    pub about: &'static str,
    /// How it is measured.
    pub measure: fn(&Workspace) -> Result<Report>,
}

/// The benchmarks.
pub const BENCHMARKS: [Benchmark; 12] = [
    Benchmark {
        gives: &["stream/throughput"],
        title: "Throughput",
        about: "Messages of about 150 bytes, as many as the server can get rid of, into an empty `onmessage` in a \
                worker and into the plugin, in 15 rounds of windows of 2 s: the median of the rounds' ratios. After \
                each window every sequence number is looked for in the buffer. The panels have one query and draw \
                nothing.",
        measure: throughput::measure,
    },
    Benchmark {
        gives: &["stream/main-thread", "peer"],
        title: "The page's main thread",
        about: "Scheduler time of the renderer's main thread, from `/proc`: at 10,000 messages a second, without what \
                a page uses that gets as many emits from hardly any messages. Beside it, models of two other ways, \
                both on the main thread with an emit for each message: the textbook's streaming data source \
                (`JSON.parse`, `CircularDataFrame.add`), and the pipeline that parses all retained messages anew and \
                looks fields up by jsonpath-plus.",
        measure: main_thread::measure,
    },
    Benchmark {
        gives: &["emit"],
        title: "What an emit costs",
        about: "Processor time of worker and page from the engine's flush to the frame, from 1,000 and from 1,000,000 \
                buffered rows under a range of five minutes that slides over them, with 250 as `maxDataPoints`. What \
                the page uses while nobody looks is taken off.",
        measure: emit::measure,
    },
    Benchmark {
        gives: &["latency"],
        title: "Latency",
        about: "From the socket's event in the worker to the packet. At 1,000 messages a second the interval between \
                two emits, 100 ms, is taken off.",
        measure: latency::measure,
    },
    Benchmark {
        gives: &["memory/bytes-per-row"],
        title: "Memory of rows",
        about: "The growth of the engine's `memory.buffer` over an empty buffer's, for 1,000,000 rows of a time and a \
                number, after as many again have pushed them out.",
        measure: memory::bytes_per_row,
    },
    Benchmark {
        gives: &["memory/growth"],
        title: "Memory over time",
        about: "Ten minutes at 10,000 messages a second, after a minute to warm up: the renderer's anonymous memory \
                (`RssAnon`), the page's heap and the engine's memory, each after garbage was collected. The slope is \
                the median of the slopes between the least samples of all minutes.",
        measure: memory::growth,
    },
    Benchmark {
        gives: &["smooth"],
        title: "A smooth page",
        about: "The longest task of the main thread, with 20 panels that Grafana's components draw, from one socket \
                with 40,000 messages a second and with 10: the least of three runs of 20 s each.",
        measure: smooth::measure,
    },
    Benchmark {
        gives: &["start"],
        title: "The first row",
        about: "From the end of the module's loading, and so from before its evaluation, to the first packet with a \
                row; a bare socket's opening is taken off. The median of 15 loads of a page.",
        measure: start::measure,
    },
    Benchmark {
        gives: &["size"],
        title: "Size",
        about: "What a page loads, compressed: by brotli, and all scripts up to the first row by gzip.",
        measure: size::measure,
    },
    Benchmark {
        gives: &["connection"],
        title: "Connections",
        about: "How soon panels have rows again after the server was restarted, and how many sockets they open.",
        measure: connection::measure,
    },
    Benchmark {
        gives: &["extract"],
        title: "Extraction",
        about: "How many times faster messages become rows than by `JSON.parse` or jsonpath-plus, in Chromium.",
        measure: |workspace| Ok(Report::of(extract::measure(workspace)?)),
    },
    Benchmark {
        gives: &["extract-firefox"],
        title: "Extraction in Firefox",
        about: "The same in Firefox.",
        measure: |workspace| Ok(Report::of(extract::measure_in_firefox(workspace)?)),
    },
];

impl Benchmark {
    /// Its own name.
    pub fn name(&self) -> &'static str {
        self.gives[0]
    }

    /// Whether it gives what is named, or a part of that.
    pub fn is_meant(&self, name: &str) -> bool {
        // A group's own name stands before a slash, the beginning of a value's name before anything.
        let gives_part =
            |gives: &str| if gives.contains('/') { name.starts_with(gives) } else { is_below(name, gives) };
        self.gives.iter().any(|gives| is_below(gives, name) || gives_part(gives))
    }
}

/// Whether a value is called so, or belongs to what is called so.
pub fn is_named(value: &str, name: &str) -> bool {
    let is_benchmark = BENCHMARKS.iter().any(|benchmark| benchmark.gives.contains(&name));
    is_below(value, name) || (is_benchmark && name.contains('/') && value.starts_with(name))
}

/// Whether a name is this one or belongs to the group of this name.
fn is_below(name: &str, group: &str) -> bool {
    name.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(name: &str) -> Vec<&'static str> {
        BENCHMARKS.iter().filter(|benchmark| benchmark.is_meant(name)).map(Benchmark::name).collect()
    }

    #[test]
    fn a_group_s_name_means_all_of_it_and_a_value_s_name_what_gives_it() {
        assert_eq!(meant("stream"), ["stream/throughput", "stream/main-thread"]);
        assert_eq!(meant("stream/throughput-vs-empty"), ["stream/throughput"]);
        assert_eq!(meant("peer/textbook-ms-per-10k"), ["stream/main-thread"]);
        assert_eq!(meant("memory/growth-mb-per-hour"), ["memory/growth"]);
        assert_eq!(meant("extract/small"), ["extract"]);
        assert_eq!(meant("strea"), [""; 0]);
    }

    #[test]
    fn values_are_printed_by_their_own_name_their_group_s_and_their_benchmark_s() {
        let name = "stream/throughput-vs-empty";
        assert!([name, "stream", "stream/throughput"].iter().all(|named| is_named(name, named)));
        assert!(["stream/throughput-vs", "strea", "emit"].iter().all(|named| !is_named(name, named)));
        assert!(!is_named("extract-firefox/small", "extract"));
    }

    #[test]
    fn extraction_in_another_browser_is_another_group() {
        assert_eq!(meant("extract"), ["extract"]);
        assert_eq!(meant("extract-firefox"), ["extract-firefox"]);
    }
}
