// Reads the lines of compare.sh and prints one Markdown table per corpus size: medians, and each tool's ratio to the first.
import { readFileSync } from "node:fs";

const runs = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => {
  const [size, tool, step, wall, user, system, peak, written] = line.split(" ");
  return { size, tool, step, wall: +wall, cpu: +user + +system, peak: +peak / 1024, written: +written };
});
const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const unique = (key) => [...new Set(runs.map((run) => run[key]))];
const of = (size, tool, step) => {
  const some = runs.filter((run) => run.size === size && run.tool === tool && run.step === step);
  return Object.fromEntries(["wall", "cpu", "peak", "written"].map((key) => [key, median(some.map((run) => run[key]))]));
};
const ratio = (value, base) => (base > 0 ? `x${(value / base).toFixed(value / base < 10 ? 1 : 0)}` : "");

for (const size of unique("size")) {
  const count = runs.filter((run) => run.size === size && run.step === "full" && run.tool === runs[0].tool).length;
  console.log(`\n${Number(size).toLocaleString("en")} articles, median of ${count}; ratios to ${runs[0].tool}\n`);
  console.log("| | run | wall | | CPU | | peak memory | | files written |");
  console.log("|---|---|---:|---:|---:|---:|---:|---:|---:|");
  for (const step of unique("step")) {
    const base = of(size, runs[0].tool, step);
    for (const tool of unique("tool")) {
      const { wall, cpu, peak, written } = of(size, tool, step);
      console.log(
        `| ${tool} | ${step} | ${wall.toFixed(2)} s | ${ratio(wall, base.wall)} | ${cpu.toFixed(2)} s | ${ratio(cpu, base.cpu)}` +
          ` | ${peak.toFixed(0)} MiB | ${ratio(peak, base.peak)} | ${written.toLocaleString("en")} |`,
      );
    }
  }
}

// Whether it grows with the archive.
if (unique("size").length > 1) {
  console.log(`\n${runs[0].tool} by size\n\n| articles | all, peak memory | no change, wall | one more, wall | one more, CPU | one more, files |`);
  console.log("|---:|---:|---:|---:|---:|---:|");
  for (const size of unique("size")) {
    const [full, again, more] = ["full", "again", "one-more"].map((step) => of(size, runs[0].tool, step));
    console.log(
      `| ${Number(size).toLocaleString("en")} | ${full.peak.toFixed(0)} MiB | ${again.wall.toFixed(2)} s | ${more.wall.toFixed(2)} s` +
        ` | ${more.cpu.toFixed(2)} s | ${more.written.toLocaleString("en")} |`,
    );
  }
}
