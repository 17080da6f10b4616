//! Tables of text in a compact form: every distinct cell is kept once, and a table is columns of numbers.
//!
//! `build.rs` takes this file in as well: it packs the CSV files of `data/dataset/`, the program unpacks them. The
//! layout, in which a number is 7 bits to a byte, lowest first, the highest bit saying that more follow:
//!
//! ```text
//! count of texts   { length of a text } …   the texts, one after the other, in ascending order
//! count of tables  { rows  columns  { cell } … column after column, as the number of its text } …
//! ```

/// The distinct cells of all tables, in ascending order: comparing two numbers compares their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pool {
    text: String,
    /// Where each text ends.
    ends: Vec<u32>,
}

impl Pool {
    /// Returns the number of texts.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a text by its number.
    pub(crate) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.text[start..self.ends[at] as usize]
    }

    /// Returns the number of a text.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle as u32).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle as u32),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// One table without its header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    rows: usize,
    /// Column after column.
    cells: Vec<u32>,
}

impl Table {
    /// Returns the number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Returns the cells of a column as numbers of texts.
    pub(crate) fn column(&self, column: usize) -> &[u32] {
        &self.cells[column * self.rows..(column + 1) * self.rows]
    }
}

/// Packs tables, each a list of rows of one length.
pub(crate) fn pack<S: AsRef<str>>(tables: &[Vec<Vec<S>>]) -> (Pool, Vec<Table>) {
    let cells = tables.iter().flatten().flatten().map(AsRef::as_ref);
    // The empty text is the most frequent one; as the first it takes one byte.
    let mut texts: Vec<&str> = cells.chain([""]).collect();
    texts.sort_unstable();
    texts.dedup();
    let mut pool = Pool::default();
    for text in &texts {
        pool.text.push_str(text);
        pool.ends.push(u32::try_from(pool.text.len()).expect("the tables of a dataset are below 4 GB"));
    }
    let packed = tables.iter().map(|rows| {
        let columns = rows.first().map_or(0, Vec::len);
        let cells = (0..columns).flat_map(|column| rows.iter().map(move |row| row[column].as_ref()));
        let number = |cell: &str| pool.find(cell).expect("every cell is in the pool");
        Table { rows: rows.len(), cells: cells.map(number).collect() }
    });
    let packed = packed.collect();
    (pool, packed)
}

/// Writes a packed form as bytes.
#[cfg_attr(not(test), allow(dead_code, reason = "build.rs writes, the program reads"))]
pub(crate) fn write(pool: &Pool, tables: &[Table]) -> Vec<u8> {
    let mut out = Vec::new();
    number(&mut out, pool.len());
    for at in 0..pool.len() {
        number(&mut out, pool.get(at as u32).len());
    }
    out.extend_from_slice(pool.text.as_bytes());
    number(&mut out, tables.len());
    for table in tables {
        number(&mut out, table.rows);
        number(&mut out, table.cells.len().checked_div(table.rows).unwrap_or_default());
        for cell in &table.cells {
            number(&mut out, *cell as usize);
        }
    }
    out
}

#[cfg_attr(not(test), allow(dead_code, reason = "build.rs writes, the program reads"))]
fn number(out: &mut Vec<u8>, mut value: usize) {
    while value > 0x7F {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Reads what [`write`] wrote; `None` if the bytes are anything else.
pub(crate) fn read(bytes: &[u8]) -> Option<(Pool, Vec<Table>)> {
    let mut bytes = Bytes(bytes);
    let count = bytes.number()?;
    let mut ends = Vec::with_capacity(count.min(bytes.0.len()));
    let mut end = 0u32;
    for _ in 0..count {
        end = end.checked_add(u32::try_from(bytes.number()?).ok()?)?;
        ends.push(end);
    }
    let (text, rest) = bytes.0.split_at_checked(end as usize)?;
    let text = std::str::from_utf8(text).ok()?;
    if !ends.iter().all(|end| text.is_char_boundary(*end as usize)) {
        return None;
    }
    bytes.0 = rest;
    let tables = bytes.number()?;
    let tables = (0..tables).map(|_| {
        let rows = bytes.number()?;
        let cells = bytes.number()?.checked_mul(rows)?;
        let mut table = Table { rows, cells: Vec::with_capacity(cells.min(bytes.0.len())) };
        for _ in 0..cells {
            let cell = bytes.number().filter(|cell| *cell < count)?;
            table.cells.push(cell as u32);
        }
        Some(table)
    });
    let tables = tables.collect::<Option<Vec<Table>>>()?;
    bytes.0.is_empty().then(|| (Pool { text: text.to_owned(), ends }, tables))
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    #[inline]
    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read() {
        let long = "é".repeat(300);
        let tables = vec![
            vec![vec!["b", "", "c"], vec!["a", &long, "b"]],
            Vec::new(),
            (0..200).map(|_| vec!["c"]).collect(),
        ];
        let (pool, packed) = pack(&tables);
        let bytes = write(&pool, &packed);
        assert_eq!(read(&bytes), Some((pool.clone(), packed.clone())));
        let second: Vec<&str> = packed[0].column(1).iter().map(|cell| pool.get(*cell)).collect();
        assert_eq!(second, ["", &long]);
        assert_eq!((packed[1].rows(), packed[2].rows()), (0, 200));
        assert_eq!((pool.find("a"), pool.find("d")), (Some(1), None));
    }

    #[test]
    fn damaged_bytes_are_refused() {
        let (pool, packed) = pack(&[vec![vec!["é", "b"]]]);
        let bytes = write(&pool, &packed);
        for end in 0..bytes.len() {
            assert_eq!(read(&bytes[..end]), None, "cut at {end}");
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0xFF;
            // Whatever it is read as, reading it ends.
            let _ = read(&damaged);
        }
        assert_eq!(read(&[bytes.as_slice(), &[0]].concat()), None);
    }
}
