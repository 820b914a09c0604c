// Standard input: a JSON array of file names. Standard output: a JSON array of { file, line, column, rule, message }.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = JSON.parse(await readFile(new URL(".htmlvalidate.json", import.meta.url), "utf8"));
const checker = new HtmlValidate(new StaticConfigLoader(config));
const problems = [];
for (const file of JSON.parse(await text(process.stdin))) {
  const report = await checker.validateString(await readFile(file, "utf8"), file);
  for (const result of report.results) {
    for (const { line, column, ruleId, message } of result.messages) {
      problems.push({ file, line, column, rule: ruleId, message });
    }
  }
}
process.stdout.write(JSON.stringify(problems));
