"use strict";
const { report, texts } = JSON.parse(document.getElementById("data").textContent);
const $ = id => document.getElementById(id);
const KINDS = ["Punctuation", "Number", "Name", "FunctionWord", "Word", "Continuation", "Code", "Blank"];
const words = kind => kind.replace(/(?<=.)[A-Z]/g, letter => " " + letter).toLowerCase();
const percent = (share, digits = 1) => (100 * share).toFixed(digits) + "\u00a0%";
const times = lift => lift.toFixed(lift < 10 ? 1 : 0) + "×";
const cells = report.byLayer.flatMap(layer => layer.experts);
const leastLoad = Math.min(...cells.map(cell => cell.load)), mostLoad = Math.max(...cells.map(cell => cell.load));
const kindNames = report.kinds.map(kind => words(kind.kind)), topicNames = report.topics.map(topic => topic.topic);
for (const text of texts) text.experts = text.experts.map(packed => new Uint16Array(Uint8Array.from(atob(packed), sign => sign.charCodeAt(0)).buffer));

// The expert that shows most: the one whose taste for a kind of token is the sharpest.
const frequent = report.kinds.map(kind => kind.tokens >= 20);
const taste = expert => Math.max(0, ...expert.kinds.filter((_, kind) => frequent[kind]));
const first = report.byLayer.map(layer => layer.experts.map(expert => [taste(expert), layer.layer, expert.expert])).flat().sort((a, b) => b[0] - a[0])[0];
const state = { layer: first[1], expert: first[2], mode: -1, text: 0, alone: false };

function el(parent, name, properties = {}, text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) key === "style" ? made.style.cssText = value : key in made ? made[key] = value : made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent?.append(made);
  return made;
}

const mix = (from, to, share) => `color-mix(in oklab, var(--${to}) ${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%, var(--${from}))`;
const loadColor = load => mix("load-least", "load-most", mostLoad > leastLoad ? (load - leastLoad) / (mostLoad - leastLoad) : .5);
// From half as often as usual to twice as often.
const liftColor = lift => lift >= 1 ? mix("usual", "more", Math.log2(lift)) : mix("usual", "less", lift > 0 ? -Math.log2(lift) : 1);
const hue = expert => 25 + 360 * expert / report.experts;
const fill = (expert, share = 1) => `oklch(var(--expert-light) var(--expert-chroma) ${hue(expert)} / ${share})`;
const strong = expert => `oklch(var(--expert-line) var(--expert-line-chroma) ${hue(expert)})`;
const shown = token => token.trim() === "" ? token.replaceAll("\n", "↵").replaceAll("\t", "⇥").replaceAll(" ", "␣") : token.trim();

function choices(place, names, chosen, choose) {
  place.replaceChildren();
  names.forEach((name, i) => el(place, "button", { type: "button", "aria-pressed": i === chosen, onclick: () => { choose(i); draw(); } }, name));
}

function drawHeader() {
  const { kind, topic } = report;
  const both = kind && topic;
  const more = both && (kind.share > topic.share ? kind.share / topic.share : topic.share / kind.share);
  $("lead").textContent = both
    ? `In prose, the ${kind.share > topic.share ? "kind of a token" : "topic of a text"} says ${more.toFixed(1)} times as much about its experts as the ${kind.share > topic.share ? "topic of the text" : "kind of a token"} does.`
    : "In each layer a router sends every token through a few of its experts. This is what it chose.";
  $("facts").textContent = `${report.model}: ${report.layers} layers, each with ${report.experts} experts of its own, of which a token goes through ${report.chosen}. ${report.tokens.toLocaleString("en")} tokens of ${texts.length} ${texts.length === 1 ? "text" : "texts"}.`;
  $("map-title").textContent = `${report.layers} layers, ${report.layers} sets of ${report.experts} experts`;
  $("notes").textContent = "The kind of a token is decided by its letters and neighbours alone. What a label says is the mutual information of label and expert over the label's entropy, mean of the layers; by chance is what is left of it when the labels are dealt out at random. Written by search models experts; nothing on this page is fetched.";
}

function drawMap() {
  choices($("modes"), ["load", ...kindNames], state.mode + 1, i => state.mode = i - 1);
  const map = $("map"), height = Math.max(5, Math.min(27, 250 / report.experts)), every = Math.ceil(report.layers / 15), rows = Math.ceil(report.experts / 16);
  map.style.gridTemplateColumns = `auto repeat(${report.layers}, minmax(0, 1fr))`;
  map.style.gridTemplateRows = `repeat(${report.experts}, ${height}px) 20px`;
  map.replaceChildren();
  for (let expert = 0; expert < report.experts; expert++) el(map, "span", { className: "axis row" + (expert === state.expert ? " here" : "") }, expert % rows === 0 ? expert : "");
  el(map, "span", { className: "axis row" });
  for (const layer of report.byLayer) {
    for (const cell of layer.experts) {
      const lift = state.mode < 0 ? 0 : cell.kinds[state.mode], here = layer.layer === state.layer && cell.expert === state.expert;
      const says = `layer ${layer.layer}, expert ${cell.expert}: load ${percent(cell.load)}` + (state.mode < 0 ? "" : `; takes ${kindNames[state.mode]} ${times(lift)} as often as any token`);
      el(map, "button", {
        type: "button", className: "cell", title: says, ariaLabel: says, "aria-pressed": here, tabIndex: here ? 0 : -1, style: `background:${state.mode < 0 ? loadColor(cell.load) : liftColor(lift)}`,
        onclick: () => { [state.layer, state.expert] = [layer.layer, cell.expert]; draw(); },
        onkeydown: event => {
          const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [0, 0];
          if (!right && !down) return;
          event.preventDefault();
          state.layer = (state.layer + right + report.layers) % report.layers;
          state.expert = (state.expert + down + report.experts) % report.experts;
          draw();
          map.querySelector("[aria-pressed=true]").focus();
        },
      });
    }
    el(map, "span", { className: "axis" + (layer.layer === state.layer ? " here" : "") }, layer.layer % every === 0 || layer.layer === state.layer ? layer.layer : "");
  }
  const scale = $("scale");
  scale.replaceChildren();
  const ends = state.mode < 0 ? [percent(leastLoad), percent(mostLoad) + ` of a layer's choices (even: ${percent(1 / report.experts)})`] : ["half as often", `twice as often as any token (${kindNames[state.mode]})`];
  el(scale, "span", {}, ends[0]);
  el(scale, "i", { style: `background:linear-gradient(to right, ${state.mode < 0 ? "var(--load-least), var(--load-most)" : "var(--less), var(--usual), var(--more)"})` });
  el(scale, "span", {}, ends[1]);
}

function drawExpert() {
  const layer = report.byLayer[state.layer], expert = layer.experts[state.expert];
  $("expert-title").textContent = `Expert ${state.expert} of layer ${state.layer}`;
  $("layer").max = report.layers - 1;
  $("layer").value = state.layer;
  $("layer-number").textContent = state.layer;
  const loads = $("loads"), widest = Math.max(...layer.experts.map(one => one.load), 1 / report.experts) * 1.05;
  loads.replaceChildren();
  for (const one of layer.experts) {
    const button = el(loads, "button", { type: "button", "aria-pressed": one.expert === state.expert, onclick: () => { state.expert = one.expert; draw(); } });
    el(button, "span", { className: "number" }, one.expert);
    const track = el(button, "span", { className: "track" });
    el(track, "i", { style: `width:${100 * one.load / widest}%` });
    el(track, "b", { style: `left:${100 / report.experts / widest}%` });
    el(button, "span", { className: "number" }, percent(one.load));
  }
  el(loads, "p", { className: "even" }, `The line marks an even load, ${percent(1 / report.experts)}.`);

  $("takes-title").textContent = "What it takes, against how often it takes any token";
  const takes = $("takes");
  takes.replaceChildren();
  report.kinds.forEach((kind, k) => {
    const lift = expert.kinds[k], row = el(takes, "div", { className: "row" });
    el(row, "span", { className: "name" }, kindNames[k]);
    const place = el(row, "span", { className: "lift", title: `${kind.tokens} tokens` }), track = el(place, "span", { className: "track" });
    const reach = 50 * Math.min(1, Math.abs(Math.log2(Math.max(lift, .5))));
    el(track, "i", { style: `${lift >= 1 ? "left:50%" : "right:50%"};width:${lift < .5 ? 50 : reach}%;background:var(--${lift >= 1 ? "more" : "less"})` });
    el(track, "b");
    el(place, "span", { className: "number" }, times(lift));
    const tokens = el(row, "span", { className: "tokens" });
    for (const token of expert.tokens.filter(one => one.kind === kind.kind)) {
      const chip = el(tokens, "span", { title: `taken ${token.taken} of ${token.occurrences} times, ${times(token.lift)} as often as any token` }, shown(token.text));
      el(chip, "small", {}, `${token.taken}/${token.occurrences}`);
    }
  });
}

function drawText() {
  const text = texts[state.text], experts = text.experts[state.layer], chosen = report.chosen;
  $("text-title").textContent = `The text, as layer ${state.layer} divides it`;
  const labels = texts.map((one, i) => texts.filter(other => other.topic === one.topic).length > 1 ? `${one.topic} ${texts.slice(0, i + 1).filter(other => other.topic === one.topic).length}` : one.topic);
  choices($("topics"), labels, state.text, i => state.text = i);
  choices($("tints"), ["each token in the colour of its weightiest expert", `what expert ${state.expert} takes`], state.alone ? 1 : 0, i => state.alone = i === 1);
  const legend = $("legend");
  legend.replaceChildren();
  for (let expert = 0; expert < report.experts; expert++) {
    const button = el(legend, "button", { type: "button", "aria-pressed": expert === state.expert, onclick: () => { state.expert = expert; draw(); } });
    el(button, "i", { style: `background:${fill(expert)};box-shadow:inset 0 -3px ${strong(expert)}` });
    button.append(expert);
  }
  const place = $("text");
  place.className = text.isCode ? "text code" : "text";
  place.replaceChildren();
  text.tokens.forEach((token, i) => {
    const own = [...experts.slice(i * chosen, (i + 1) * chosen)], rank = own.indexOf(state.expert);
    const colored = state.alone ? rank >= 0 : true, expert = state.alone ? state.expert : own[0];
    const share = state.alone ? 1 - .6 * rank / chosen : 1, underlined = state.alone ? rank === 0 : expert === state.expert;
    el(place, "span", {
      title: `${words(KINDS[text.kinds[i]])}; experts ${own.join(", ")}`,
      style: colored && token.trim() ? `background:${fill(expert, share)}${underlined ? `;box-shadow:inset 0 -2px ${strong(expert)}` : ""}` : "",
    }, token);
  });
}

function profiles(place, names, profile, most) {
  place.replaceChildren();
  names.forEach((name, i) => {
    const row = el(place, "div", { className: "row" });
    el(row, "span", { className: "name", title: name }, name);
    const bars = el(row, "span", { className: "bars" });
    profile[i].forEach((share, expert) => el(bars, "i", {
      title: `expert ${expert}: ${percent(share)} of ${name}`, className: expert === state.expert ? "" : "faded", style: `height:${100 * share / most}%;background:${strong(expert)}`,
    }));
  });
}

function drawDecides() {
  const { kind, topic, code } = report, both = kind && topic;
  $("decides-title").textContent = !both ? "What decides" : kind.share > topic.share ? "The kind decides more than the topic" : "The topic decides more than the kind";
  $("decides").textContent = topic
    ? "Were experts specialists of subjects, each topic would have a profile of its own. Compare the profiles of topics with those of kinds of tokens: the more they differ, the more they say. Texts that are code are left out of the first two figures, since in code kind and topic are one."
    : "One topic alone cannot say whether topics decide: name a folder with --in, or leave the text out.";
  const figures = $("figures");
  figures.replaceChildren();
  for (const [name, label, said] of [["kind", "the kind of token", kind], ["topic", "the topic", topic], ["code", "code or prose", code]]) {
    if (!said) continue;
    const figure = el(figures, "div", { style: `border-color:var(--${name})` });
    el(figure, "strong", {}, said.share.toFixed(4));
    el(figure, "span", {}, label);
    el(figure, "small", {}, `by chance ${said.chance.toFixed(4)}`);
  }
  drawChart([["kind", kind], ["topic", topic], ["code", code]].filter(([, said]) => said));
  const layer = report.byLayer[state.layer].experts;
  const ofTopics = topicNames.map((_, i) => layer.map(expert => expert.topics[i])), ofKinds = kindNames.map((_, i) => layer.map(expert => expert.kinds[i] * expert.load));
  const most = Math.max(...ofTopics.flat(), ...ofKinds.flat());
  $("by-topic").textContent = `Layer ${state.layer}: experts of each topic`;
  $("by-kind").textContent = `Layer ${state.layer}: experts of each kind of token`;
  profiles($("topic-profiles"), topicNames, ofTopics, most);
  profiles($("kind-profiles"), kindNames, ofKinds, most);
}

function drawChart(lines) {
  const place = $("chart");
  place.replaceChildren();
  if (!lines.length || report.layers < 2) return;
  const width = place.clientWidth || 1000, height = 210, left = 44, right = 14, top = 14, bottom = 30;
  const most = Math.max(...lines.flatMap(([, said]) => said.layers)) * 1.06 || 1;
  const x = layer => left + (width - left - right) * layer / (report.layers - 1), y = share => height - bottom - (height - top - bottom) * share / most;
  const svg = node(place, "svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "What kind, topic and code say about the expert, layer by layer" });
  const raw = most / 4, unit = 10 ** Math.floor(Math.log10(raw)), step = unit * (raw / unit > 5 ? 10 : raw / unit > 2 ? 5 : raw / unit > 1 ? 2 : 1);
  for (let share = 0; share <= most; share += step) {
    node(svg, "line", { class: "grid", x1: left, x2: width - right, y1: y(share), y2: y(share) });
    node(svg, "text", { x: left - 8, y: y(share) + 4, "text-anchor": "end" }, share.toFixed(2));
  }
  for (let layer = 0; layer < report.layers; layer += Math.ceil(report.layers / (width < 600 ? 6 : 15))) node(svg, "text", { x: x(layer), y: height - 10, "text-anchor": "middle" }, layer);
  node(svg, "line", { class: "here", x1: x(state.layer), x2: x(state.layer), y1: top, y2: height - bottom });
  for (const [name, said] of lines) node(svg, "path", { stroke: `var(--${name})`, d: said.layers.map((share, layer) => `${layer ? "L" : "M"}${x(layer).toFixed(1)} ${y(share).toFixed(1)}`).join("") });
}

function node(parent, name, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

function draw() {
  drawMap();
  drawExpert();
  drawText();
  drawDecides();
}

$("layer").addEventListener("input", event => { state.layer = +event.target.value; draw(); });
addEventListener("resize", drawDecides);
drawHeader();
draw();
