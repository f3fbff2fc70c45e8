//! What is made of many measured numbers.

use anyhow::{Context, Result};

/// The middle of the values.
///
/// # Errors
/// When there are none.
pub fn median(values: impl IntoIterator<Item = f64>) -> Result<f64> {
    let sorted = sorted(values);
    let middle = sorted.len() / 2;
    let upper = *sorted.get(middle).context("nothing was measured")?;
    Ok(if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[middle - 1], upper) } else { upper })
}

/// The value that so many of a hundred do not exceed (nearest rank).
///
/// # Errors
/// When there are no values.
pub fn percentile(values: &[f64], of_100: f64) -> Result<f64> {
    let sorted = sorted(values.iter().copied());
    let rank = (of_100 / 100.0 * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().context("nothing was measured")
}

/// The least of the values.
///
/// # Errors
/// When there are none.
pub fn least(values: impl IntoIterator<Item = f64>) -> Result<f64> {
    values.into_iter().min_by(f64::total_cmp).context("nothing was measured")
}

/// How much `y` grows with each unit of `x`, about: the median of the slopes between all pairs (Theil and Sen), which
/// some outliers do not move.
///
/// # Errors
/// When there are fewer than two points.
pub fn slope(points: &[(f64, f64)]) -> Result<f64> {
    let pairs = points.iter().enumerate().flat_map(|(i, one)| points[i + 1..].iter().map(move |other| (one, other)));
    median(pairs.map(|(one, other)| (other.1 - one.1) / (other.0 - one.0)))
}

/// A value with so many parts of one.
pub fn rounded(value: f64, parts: f64) -> f64 {
    (value * parts).round() / parts
}

/// A number with commas between its thousands.
pub fn grouped(value: f64) -> String {
    let text = value.to_string();
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{fraction}")
}

fn sorted(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.into_iter().collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle_whatever_the_order() {
        assert_eq!(median([3.0, 1.0, 2.0]).unwrap(), 2.0);
        assert_eq!(median([400.0, 100.0, 300.0, 200.0]).unwrap(), 250.0);
        assert!(median([]).is_err());
    }

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(percentile(&values, 99.0).unwrap(), 198.0);
        assert_eq!(percentile(&values, 100.0).unwrap(), 200.0);
        assert_eq!(percentile(&[7.0], 99.0).unwrap(), 7.0);
        assert!(percentile(&[], 50.0).is_err());
    }

    #[test]
    fn a_slope_is_not_moved_by_an_outlier() {
        let mut points: Vec<(f64, f64)> = (0..20).map(|x| (f64::from(x), 5.0 + 2.0 * f64::from(x))).collect();
        points[7].1 = 1_000.0;
        assert_eq!(slope(&points).unwrap(), 2.0);
        assert!(slope(&points[..1]).is_err());
    }

    #[test]
    fn thousands_stand_apart() {
        let texts = [0.5, 999.0, 1_000.0, 1_234_567.25, -45_000.0].map(grouped);
        assert_eq!(texts, ["0.5", "999", "1,000", "1,234,567.25", "−45,000"]);
    }
}
