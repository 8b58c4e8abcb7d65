//! A table of small weights by feature and label: rows of a list, and the packed form that is embedded.

/// Labels of a word in a name: its beginning and its inside, for four kinds. The label of all other words has no weights: those
/// of the others say what they are worth beyond it.
pub(crate) const LABELS: usize = 8;

/// The template of the weights of pairs of labels; its value is the label before: 0 for a word outside names, then the labels,
/// then the beginning of a line.
// OK because the build script does not care.
#[allow(dead_code)]
pub(crate) const PAIRS: u32 = 0xFF00_0000;

/// The labels as a list names them.
pub(crate) const NAMES: [&str; LABELS] = ["B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC"];

/// What a feature is worth for every label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) feature: u32,
    pub(crate) weights: [i8; LABELS],
}

impl Row {
    /// Reads `feature` as eight hexadecimal digits, and `weights` as in `B-PER=12 I-PER=-3`.
    pub(crate) fn parse(feature: &str, weights: &str) -> Option<Row> {
        if feature.len() != 8 {
            return None;
        }
        let mut row = Row { feature: u32::from_str_radix(feature, 16).ok()?, ..Row::default() };
        for weight in weights.split(' ') {
            let (label, value) = weight.split_once('=')?;
            let at = NAMES.iter().position(|&name| name == label)?;
            *row.weights.get_mut(at)? = value.parse().ok()?;
        }
        Some(row)
    }
}

/// The rows, sorted by feature, in few bytes: the distance from the feature before, the labels with a weight, the weights.
// OK because only the build script packs and only the crate unpacks.
#[allow(dead_code)]
pub(crate) fn pack(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut last = 0;
    for row in rows {
        let mask = row.weights.iter().enumerate().filter(|&(_, &w)| w != 0).fold(0_u32, |mask, (n, _)| mask | 1 << n);
        for mut number in [row.feature - last, mask] {
            while number >= 0x80 {
                bytes.push(number as u8 | 0x80);
                number >>= 7;
            }
            bytes.push(number as u8);
        }
        bytes.extend(row.weights.iter().filter(|&&w| w != 0).map(|&w| w as u8));
        last = row.feature;
    }
    bytes
}

/// The rows of a packed table; it ends early where the bytes do.
#[allow(dead_code)]
pub(crate) fn unpack(bytes: &[u8]) -> impl Iterator<Item = Row> + '_ {
    let mut bytes = bytes.iter().copied();
    let mut last = 0_u32;
    std::iter::from_fn(move || {
        let mut number = || {
            let mut sum = 0;
            for shift in (0..32).step_by(7) {
                let byte = bytes.next()?;
                sum |= u32::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    return Some(sum);
                }
            }
            None
        };
        last = last.wrapping_add(number()?);
        let mask = number()?;
        let mut row = Row { feature: last, ..Row::default() };
        for (n, weight) in row.weights.iter_mut().enumerate() {
            if mask & 1 << n != 0 {
                *weight = bytes.next()? as i8;
            }
        }
        Some(row)
    })
}
