// The same mails as a program makes them that uses nodemailer as it is documented, pooled: node send.mjs <pieces.json> <port> <mails> <connections> [key.pem]
import { readFileSync } from "node:fs";
import { createTransport } from "nodemailer";

const [file, port, mails, connections, key] = process.argv.slice(2);
const { Html, Text } = JSON.parse(readFileSync(file, "utf8"));
const transport = createTransport({
  pool: true,
  host: "127.0.0.1",
  port: +port,
  secure: false,
  ignoreTLS: true,
  maxConnections: +connections,
  maxMessages: Infinity,
  ...(key && { dkim: { domainName: "site.example", keySelector: "r1", privateKey: readFileSync(key, "utf8") } }),
});

const chosen = (reader) => {
  let seed = reader + 1;
  const left = Array.from({ length: 60 }, (_, i) => i + 1);
  // What stands behind the articles begins with one.
  return Array.from({ length: 19 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return left.splice(seed % left.length, 1)[0];
  });
};

const send = (reader) => {
  const articles = chosen(reader);
  return transport.sendMail({
    from: "Explained <news@site.example>",
    to: `reader${reader}@example.org`,
    subject: `Digest ${reader}`,
    messageId: `<${reader}@site.example>`,
    text: Text[0] + articles.map((n) => Text[n]).join("") + Text.at(-1),
    html: Html[0] + articles.map((n) => Html[n]).join("") + Html.at(-1),
    textEncoding: "quoted-printable",
    headers: { "List-Unsubscribe": `<https://site.example/unsubscribe/?t=${reader}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  });
};

const run = async (first, count) => {
  let next = first;
  await Promise.all(Array.from({ length: +connections * 2 }, async () => {
    while (next < first + count) await send(next++);
  }));
};

await run(0, 200);
const began = process.hrtime.bigint();
const before = process.cpuUsage();
await run(200, +mails);
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ name: "nodemailer", mails: +mails, seconds, cpu: (user + system) / 1e6, peak: Math.round(process.resourceUsage().maxRSS / 1024) }));
transport.close();
