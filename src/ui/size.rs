//! Sizes as people say them.

/// "27.4 GB", "5 MB".
pub fn of_bytes(bytes: u64) -> String {
    const GB: u64 = 1_000_000_000;
    match bytes {
        0..GB => format!("{} MB", bytes / 1_000_000),
        _ if bytes < 100 * GB => format!("{}.{} GB", bytes / GB, bytes % GB / (GB / 10)),
        _ => format!("{} GB", bytes / GB),
    }
}

/// The size of a file or a copy: "812 bytes", "38 kB", "1.2 MB".
pub fn of_file(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::of_bytes;

    #[test]
    fn it_is_said_as_people_say_it() {
        for (bytes, said) in [
            (0, "0 MB"),
            (4_999_999, "4 MB"),
            (999_999_999, "999 MB"),
            (27_460_000_000, "27.4 GB"),
            (212_900_000_000, "212 GB"),
        ] {
            assert_eq!(of_bytes(bytes), said);
        }
    }
}
