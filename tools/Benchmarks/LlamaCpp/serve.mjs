// The shipped decoder as an outside server would have it: llama.cpp behind OpenAI's protocol, greedy, with the template of the model's README.
// For `search eval --answers FILE --generator openai:answerer --endpoint http://127.0.0.1:PORT/v1`.
// usage: node serve.mjs MODEL.gguf THREADS PORT
import { createServer } from "node:http";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const [modelPath, threadCount, port] = process.argv.slice(2);
const threads = Number(threadCount);
const llama = await getLlama({ gpu: false, build: "never", maxThreads: threads, logLevel: LlamaLogLevel.error });
const model = await llama.loadModel({ modelPath });
const sequence = (await model.createContext({ contextSize: 4096, batchSize: 1024, threads: { ideal: threads, min: threads } })).getSequence();

/** Pieces of the answer. Only the marks between turns become control tokens, never the text of a turn. */
async function* write(messages, limit) {
  const turns = messages.flatMap(({ role, content }) => [
    ...model.tokenize("<|im_start|>", true), ...model.tokenize(`${role}\n${text(content)}`), ...model.tokenize("<|im_end|>", true), ...model.tokenize("\n"),
  ]);
  const prompt = [...turns, ...model.tokenize("<|im_start|>", true), ...model.tokenize("assistant\n")];
  await sequence.clearHistory();
  const written = [];
  let told = "";
  for await (const token of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
    if (model.isEogToken(token)) break;
    written.push(token);
    const all = model.detokenize(written);
    // A character may need several tokens; it is told once it is whole.
    if (!all.endsWith("\uFFFD")) {
      yield all.slice(told.length);
      told = all;
    }
    if (written.length >= limit) break;
  }
}

const text = (content) => (typeof content === "string" ? content : content.map((part) => part.text ?? "").join(""));

/** One answer at a time: there is one sequence. */
let last = Promise.resolve();

const server = createServer((request, response) => {
  const turn = last.then(() => answer(request, response)).catch((error) => {
    if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: String(error) } }));
  });
  last = turn;
});

async function answer(request, response) {
  let body = "";
  for await (const part of request) body += part;
  const { messages, stream, max_tokens, max_completion_tokens, model: name } = JSON.parse(body);
  const pieces = write(messages, max_completion_tokens ?? max_tokens ?? 256);
  const common = { id: "chatcmpl-1", created: 0, model: name };
  if (!stream) {
    let content = "";
    for await (const piece of pieces) content += piece;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ ...common, object: "chat.completion", choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }] }));
    return;
  }
  response.writeHead(200, { "content-type": "text/event-stream" });
  const tell = (delta, finish_reason) =>
    response.write(`data: ${JSON.stringify({ ...common, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] })}\n\n`);
  tell({ role: "assistant", content: "" }, null);
  for await (const content of pieces) tell({ content }, null);
  tell({}, "stop");
  response.end("data: [DONE]\n\n");
}

server.listen(Number(port), "127.0.0.1", () => console.log(`listening on 127.0.0.1:${port}`));
