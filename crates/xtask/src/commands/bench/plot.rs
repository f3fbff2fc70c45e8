//! Drawings of what was measured, as SVG. Plain shapes and few colours, readable on a white ground of their own.

use std::fmt::Write;

use super::statistics::{grouped, rounded};

const WIDTH: f64 = 720.0;
const COLORS: [&str; 3] = ["#2f6fde", "#d9622b", "#3a9a5b"];

/// Points to be joined by a line.
pub struct Curve<'a> {
    /// What they are.
    pub label: &'a str,
    /// Where they are.
    pub points: Vec<(f64, f64)>,
}

/// Horizontal bars, each with its value: on a logarithmic scale, from a tenth of the least value. The first of them, so
/// many, are ours.
pub fn bars(title: &str, unit: &str, ours: usize, bars: &[(&str, f64)]) -> String {
    const LEFT: f64 = 190.0;
    const ROW: f64 = 30.0;
    // A value that is not above 0, by the noise of what is taken off, has no place on such a scale.
    let values = || bars.iter().map(|(_, value)| *value).filter(|value| *value > 0.0);
    let low = values().fold(f64::INFINITY, f64::min).log10() - 1.0;
    let high = values().fold(0.0, f64::max).log10();
    let mut body = String::new();
    for (index, (label, value)) in bars.iter().enumerate() {
        let y = 50.0 + ROW * index as f64;
        let width = if *value > 0.0 { (value.log10() - low) / (high - low) * (WIDTH - LEFT - 110.0) } else { 0.0 };
        let color = COLORS[usize::from(index >= ours)];
        let middle = y + 14.0;
        let _ =
            writeln!(body, r#"<text x="{}" y="{middle:.0}" text-anchor="end">{}</text>"#, LEFT - 8.0, escaped(label));
        let _ = writeln!(body, r#"<rect x="{LEFT}" y="{y}" width="{width:.1}" height="20" fill="{color}"/>"#);
        let text = format!("{} {unit}", number(*value));
        let _ = writeln!(body, r#"<text x="{:.1}" y="{middle:.0}">{}</text>"#, LEFT + width + 6.0, escaped(&text));
    }
    svg(title, 60.0 + ROW * bars.len() as f64, &body)
}

/// How many of the values are in each step of so much.
pub fn histogram(title: &str, unit: &str, values: &[f64], step: f64) -> String {
    let last = values.iter().copied().fold(0.0, f64::max);
    let mut counts = vec![0_u32; (last / step) as usize + 1];
    for value in values {
        counts[(value.max(0.0) / step) as usize] += 1;
    }
    let most = f64::from(counts.iter().copied().max().unwrap_or_default());
    let frame = Frame { x: (0.0, counts.len() as f64 * step), y: (0.0, most) };
    let mut body = frame.axes(unit, "messages");
    for (index, count) in counts.into_iter().enumerate() {
        let (left, right) = (frame.left(index as f64 * step), frame.left((index + 1) as f64 * step));
        let top = frame.top(f64::from(count));
        let (width, height) = (right - left - 0.5, frame.top(0.0) - top);
        let color = COLORS[0];
        let _ = writeln!(
            body,
            r#"<rect x="{left:.1}" y="{top:.1}" width="{width:.1}" height="{height:.1}" fill="{color}"/>"#
        );
    }
    svg(title, 320.0, &body)
}

/// Curves over a common axis; the upright one begins at 0.
pub fn lines(title: &str, across: &str, upright: &str, curves: &[Curve]) -> String {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let right = points().map(|point| point.0).fold(0.0, f64::max);
    let left = points().map(|point| point.0).fold(right, f64::min);
    let frame = Frame { x: (left, right), y: (0.0, points().map(|point| point.1).fold(0.0, f64::max) * 1.1) };
    let mut body = frame.axes(across, upright);
    for (curve, color) in curves.iter().zip(COLORS.iter().cycle()) {
        let mut path = String::new();
        for (x, y) in &curve.points {
            let _ = write!(path, "{:.1},{:.1} ", frame.left(*x), frame.top(*y));
        }
        let path = path.trim_end();
        let _ = writeln!(body, r#"<polyline points="{path}" fill="none" stroke="{color}" stroke-width="1.5"/>"#);
        if let Some((x, y)) = curve.points.last() {
            let (x, y) = (frame.left(*x), frame.top(*y) - 6.0);
            let label = escaped(curve.label);
            let _ = writeln!(body, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="end" fill="{color}">{label}</text>"#);
        }
    }
    svg(title, 320.0, &body)
}

/// Where values are on a drawing of 320 units' height.
struct Frame {
    x: (f64, f64),
    y: (f64, f64),
}

impl Frame {
    fn left(&self, x: f64) -> f64 {
        70.0 + (x - self.x.0) / (self.x.1 - self.x.0) * (WIDTH - 100.0)
    }

    fn top(&self, y: f64) -> f64 {
        270.0 - (y - self.y.0) / (self.y.1 - self.y.0) * 220.0
    }

    fn axes(&self, across: &str, upright: &str) -> String {
        let mut axes = String::new();
        let end = WIDTH - 30.0;
        for y in ticks(self.y) {
            let (top, base) = (self.top(y), self.top(y) + 4.0);
            let _ = writeln!(axes, r##"<line x1="70" y1="{top:.1}" x2="{end}" y2="{top:.1}" stroke="#ddd"/>"##);
            let _ = writeln!(axes, r#"<text x="62" y="{base:.1}" text-anchor="end">{}</text>"#, number(y));
        }
        for x in ticks(self.x) {
            let left = self.left(x);
            let _ = writeln!(axes, r#"<text x="{left:.1}" y="288" text-anchor="middle">{}</text>"#, number(x));
        }
        let _ = writeln!(axes, r#"<text x="{end}" y="308" text-anchor="end">{}</text>"#, escaped(across));
        let _ = writeln!(axes, r#"<text x="62" y="40" text-anchor="end">{}</text>"#, escaped(upright));
        axes
    }
}

/// Round numbers within the bounds, three to eight of them.
fn ticks((low, high): (f64, f64)) -> impl Iterator<Item = f64> {
    let power = 10_f64.powf(((high - low) / 4.0).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * power).into_iter().find(|step| (high - low) / step <= 7.0);
    let step = step.unwrap_or(power);
    let first = (low / step).ceil() as i64;
    (first..).map(move |tick| tick as f64 * step).take_while(move |tick| *tick <= high)
}

fn svg(title: &str, height: f64, body: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<text x="16" y="22" font-size="14" font-weight="bold">{}</text>
{body}</svg>
"#,
        escaped(title)
    )
}

/// A number for people: as many decimals as say something, gaps between thousands.
fn number(value: f64) -> String {
    let decimals = match value.abs() {
        large if large >= 100.0 => 0.0,
        middle if middle >= 10.0 => 1.0,
        _ => 2.0,
    };
    grouped(rounded(value, 10_f64.powf(decimals)))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_has_its_label_and_value_and_ten_times_as_much_is_one_step_longer() {
        let plot = bars("Cost", "ms", 1, &[("<us>", 1.0), ("them", 10.0), ("others", 100.0)]);
        assert!(plot.contains("&lt;us&gt;") && plot.contains(">100 ms<"), "{plot}");
        let widths: Vec<f64> =
            plot.split("width=\"").skip(2).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
        assert_eq!(widths, [140.0, 280.0, 420.0]);
    }

    #[test]
    fn ticks_are_round_numbers_within_their_bounds() {
        let ticks = |low, high| ticks((low, high)).collect::<Vec<f64>>();
        assert_eq!(ticks(0.0, 235.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
        assert_eq!(ticks(1.0, 11.0), [2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(ticks(0.0, 1_607.0), [0.0, 500.0, 1_000.0, 1_500.0]);
        for high in 1..1_000 {
            assert!((3..=8).contains(&ticks(0.0, f64::from(high)).len()), "{high}");
        }
    }

    #[test]
    fn a_histogram_counts_each_value_once() {
        let plot = histogram("Latency", "ms", &[0.0, 4.9, 5.0, 12.0], 5.0);
        let heights: Vec<&str> = plot.split("height=\"").skip(2).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(heights, ["220.0", "110.0", "110.0"]);
    }

    #[test]
    fn curves_share_their_axes() {
        let curve = |label, points| Curve { label, points };
        let plot = lines("Memory", "s", "MiB", &[curve("a", vec![(0.0, 0.0)]), curve("b", vec![(10.0, 5.0)])]);
        assert!(plot.contains("points=\"70.0,270.0\"") && plot.contains("points=\"690.0,70.0\""), "{plot}");
    }
}
