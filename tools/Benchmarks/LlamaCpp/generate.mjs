// Reads a prompt and writes on, greedily, each time a line {"tokens": [...], "count": 64, "lookup": false} comes in; answers with
// {"first": seconds to the first token, "rest": seconds for those after it, "tokens": [...]}, the clock being Node's own.
// usage: node generate.mjs MODEL.gguf THREADS
import { createInterface } from "node:readline";
import { getLlama, InputLookupTokenPredictor, LlamaLogLevel } from "node-llama-cpp";

const [modelPath, threadCount] = process.argv.slice(2);
const threads = Number(threadCount);
const started = performance.now();
const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath });
const options = { contextSize: 1536, batchSize: 1024, threads: { ideal: threads, min: threads } };
const plain = (await model.createContext(options)).getSequence();
const predictor = new InputLookupTokenPredictor();
const drafting = (await model.createContext(options)).getSequence({ tokenPredictor: predictor });
console.log(JSON.stringify({ loaded: (performance.now() - started) / 1000 }));

for await (const line of createInterface({ input: process.stdin })) {
  const { tokens, count, lookup } = JSON.parse(line);
  const sequence = lookup ? drafting : plain;
  await sequence.clearHistory();
  if (lookup) predictor.updateInputTokens(tokens);
  const written = [];
  const begin = performance.now();
  let first = begin;
  for await (const token of sequence.evaluate(tokens, { temperature: 0, yieldEogToken: true })) {
    if (written.push(token) === 1) first = performance.now();
    if (written.length >= count || model.isEogToken(token)) break;
  }
  const end = performance.now();
  console.log(JSON.stringify({ first: (first - begin) / 1000, rest: (end - first) / 1000, tokens: written }));
}
