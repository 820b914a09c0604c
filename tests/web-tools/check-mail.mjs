// Standard input: HTML of a mail. Standard output: a JSON object, feature -> mail programs that don't know it, by caniemail.com's tables.
import { text } from "node:stream/consumers";
import { doIUseEmail } from "@jsx-email/doiuse-email";

const finding = /^`(.+?)` is not supported by `(.+?)`/;
const features = {};
for (const error of doIUseEmail(await text(process.stdin), { emailClients: ["*"] }).errors ?? []) {
  const match = finding.exec(error);
  if (!match) {
    throw new Error(`Not understood: ${error}`);
  }
  const programs = (features[match[1]] ??= []);
  if (!programs.includes(match[2])) {
    programs.push(match[2]);
  }
}
process.stdout.write(JSON.stringify(features));
