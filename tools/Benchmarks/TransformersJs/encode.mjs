// Encodes the texts of a JSON file in batches of 32 each time a line comes in, and answers with the seconds it took.
// usage: node encode.mjs MODELS NAME TEXTS.json OUTPUT.json   (the first run's embeddings go to OUTPUT.json)
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { env, pipeline } from "@huggingface/transformers";

const [models, name, textsFile, outputFile] = process.argv.slice(2);
const batchSize = 32;
env.allowRemoteModels = false;
env.localModelPath = models;
const texts = JSON.parse(readFileSync(textsFile, "utf8"));
const extract = await pipeline("feature-extraction", name, { dtype: "q8", device: "cpu" });

async function encodeAll() {
  const embeddings = [];
  for (let at = 0; at < texts.length; at += batchSize) {
    const output = await extract(texts.slice(at, at + batchSize), { pooling: "cls", normalize: true });
    embeddings.push(...output.tolist());
  }
  return embeddings;
}

writeFileSync(outputFile, JSON.stringify(await encodeAll()));
console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) {
  const started = performance.now();
  await encodeAll();
  console.log((performance.now() - started) / 1000);
}
