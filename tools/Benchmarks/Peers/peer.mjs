// Builds an HNSW index of the vectors in a file, answers "built SECONDS", then searches all queries of another file each time a line with an expansion comes in:
// answers with the seconds it took, the ids found in OUTPUT (int32, K a query).
// usage: node peer.mjs hnswlib|usearch VECTORS QUERIES DIMENSIONS K OUTPUT   (float32 files)
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [name, vectorsFile, queriesFile, dimensionsText, kText, output] = process.argv.slice(2);
const [dimensions, k] = [Number(dimensionsText), Number(kText)];
const connectivity = 16;
const expansionOfBuild = 128;

function floats(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

const rowOf = (matrix, i) => matrix.subarray(i * dimensions, (i + 1) * dimensions);
const [vectors, queries] = [floats(vectorsFile), floats(queriesFile)];
const [count, asked] = [vectors.length / dimensions, queries.length / dimensions];

// One thread: its calls are synchronous and take one vector, as an array of numbers.
async function hnswlib() {
  const { default: library } = await import("hnswlib-node");
  const index = new library.HierarchicalNSW("ip", dimensions);
  index.initIndex(count, connectivity, expansionOfBuild);
  const arrays = Array.from({ length: asked }, (_, i) => Array.from(rowOf(queries, i)));
  return {
    build() { for (let i = 0; i < count; i++) index.addPoint(Array.from(rowOf(vectors, i)), i); },
    expand(expansion) { index.setEf(expansion); },
    search() { return arrays.map((query) => index.searchKnn(query, k).neighbors); },
  };
}

// All threads, all queries in one call.
async function usearch() {
  const { default: library } = await import("usearch");
  const options = { metric: "ip", quantization: "f32", dimensions, connectivity, expansion_add: expansionOfBuild, expansion_search: 64, multi: false };
  let index = new library.Index(options);
  let saved = false;
  return {
    build() { index.add(BigUint64Array.from({ length: count }, (_, i) => BigInt(i)), vectors, 0); },
    expand(expansion) {
      if (!saved) index.save(output + ".usearch");
      saved = true;
      index = new library.Index({ ...options, expansion_search: expansion });
      index.load(output + ".usearch");
    },
    search() {
      const found = index.search(queries, k, 0).keys;
      return Array.from({ length: asked }, (_, i) => Array.from(found.subarray(i * k, (i + 1) * k), Number));
    },
  };
}

const peer = await { hnswlib, usearch }[name]();
let started = performance.now();
peer.build();
console.log(`built ${(performance.now() - started) / 1000}`);
let expansion = 0;
for await (const line of createInterface({ input: process.stdin })) {
  if (Number(line) !== expansion) peer.expand((expansion = Number(line)));
  started = performance.now();
  const found = peer.search();
  const seconds = (performance.now() - started) / 1000;
  writeFileSync(output, Int32Array.from(found.flatMap((ids) => [...ids, ...Array(k - ids.length).fill(-1)])));
  console.log(seconds);
}
rmSync(output + ".usearch", { force: true });
