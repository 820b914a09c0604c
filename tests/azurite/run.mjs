// Runs Azurite on free ports of this machine, in memory, until standard input ends: so it never outlives whoever started it, however that dies.
// Each service says on standard output where it listens.
import { createRequire } from "node:module";

process.stdin.resume().on("end", () => process.exit(0)).on("error", () => process.exit(0));

const loopback = ["blob", "queue", "table"].flatMap((service) => [`--${service}Host`, "127.0.0.1", `--${service}Port`, "0"]);
process.argv.splice(2, Infinity, ...loopback, "--inMemoryPersistence", "--silent", "--skipApiVersionCheck", "--disableTelemetry");
createRequire(import.meta.url)("azurite/dist/src/azurite.js");
