// Reads the lines of sending.sh and prints a Markdown table per server: medians over the rounds; ratios are medians of ratios within a round.
import { readFileSync } from "node:fs";

const runs = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => {
  const [, sink, tool, json] = line.match(/^(\S+) (\S+) (.*)$/);
  const { mails, seconds, cpu, peak } = JSON.parse(json);
  return { sink, tool, rate: mails / seconds, cpu: (cpu / mails) * 1000, peak };
});
const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
const of = (sink, tool, key) => runs.filter((run) => run.sink === sink && run.tool === tool).map((run) => run[key]);
const ratio = (sink, tool, base, baseTool) => {
  const [some, bases] = [of(sink, tool, "rate"), of(base, baseTool, "rate")];
  return some.length && some.length === bases.length ? `${(median(some.map((rate, i) => rate / bases[i])) * 100).toFixed(0)} %` : "";
};

console.log(`openssl speed rsa2048, all cores: ${median(of("openssl", "rsa", "rate")).toFixed(0)} signatures/s`);
for (const sink of ["smtp-sink", "minimal"]) {
  const tools = [...new Set(runs.filter((run) => run.sink === sink).map((run) => run.tool))];
  const base = sink === "smtp-sink" ? ["smtp-sink", "smtp-source"] : ["openssl", "rsa"];
  console.log(`\n${sink}, median of ${of(sink, tools[0], "rate").length}\n\n| | mails/s | of ${base[1] === "rsa" ? "openssl" : base[1]} | CPU ms/mail | peak MiB |`);
  console.log("|---|---:|---:|---:|---:|");
  for (const tool of tools) {
    const [rate, cpu, peak] = ["rate", "cpu", "peak"].map((key) => median(of(sink, tool, key)));
    console.log(`| ${tool} | ${rate.toFixed(0)} | ${ratio(sink, tool, ...base)} | ${cpu ? cpu.toFixed(2) : ""} | ${peak ? peak.toFixed(0) : ""} |`);
  }
}
