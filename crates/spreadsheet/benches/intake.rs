//! A CSV's bytes to checked shifts, step by step, beside the csv crate's bare reading.

#[path = "../../../benches/intake/roster.rs"]
mod roster;

use std::hint::black_box;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use spreadsheet::{Choices, Reading, understand};
use workbook::{Book, Opening, open_bytes};

fn intake(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("intake");
    group.sample_size(10);
    for shifts in [10_000, 100_000, 1_000_000] {
        let csv = roster::csv(shifts).into_bytes();
        let choices = Choices::new(chrono_tz::Europe::London);
        group.throughput(Throughput::Bytes(csv.len() as u64));
        group.bench_with_input(BenchmarkId::new("floor", shifts), &csv, |bencher, csv| {
            bencher.iter(|| records(csv));
        });
        group.bench_with_input(BenchmarkId::new("open", shifts), &csv, |bencher, csv| {
            bencher.iter_batched(|| csv.clone(), opened, BatchSize::PerIteration);
        });
        if let Some(book) = opened(csv.clone()) {
            group.bench_with_input(
                BenchmarkId::new("understand", shifts),
                &book,
                |bencher, book| bencher.iter(|| understand(book, &choices).ok()),
            );
        }
        group.bench_with_input(BenchmarkId::new("whole", shifts), &csv, |bencher, csv| {
            let whole = |csv| -> Option<Reading> { understand(&opened(csv)?, &choices).ok() };
            bencher.iter_batched(|| csv.clone(), whole, BatchSize::PerIteration);
        });
    }
    group.finish();
}

/// The csv crate reading the same bytes into records, and nothing else.
fn records(csv: &[u8]) -> usize {
    let mut reader = csv::Reader::from_reader(csv);
    let mut record = csv::StringRecord::new();
    let mut count = 0;
    while reader.read_record(&mut record).unwrap_or(false) {
        black_box(&record);
        count += 1;
    }
    count
}

fn opened(csv: Vec<u8>) -> Option<Book> {
    open_bytes("roster.csv", csv, &Opening::default()).ok()
}

criterion_group!(benches, intake);
criterion_main!(benches);
