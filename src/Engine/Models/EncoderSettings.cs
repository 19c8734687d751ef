using Microsoft.Extensions.AI;
using SearchEngine.Encoder;

namespace SearchEngine.Models;

/// <summary>Which encoder to use, and how to load it.</summary>
/// <param name="ModelFolder">The folder of the model.</param>
/// <param name="Options">How the model is loaded.</param>
/// <param name="Custom">Replaces the model; null to load it.</param>
internal sealed record EncoderSettings(string ModelFolder, EncoderOptions Options, IEmbeddingGenerator<string, Embedding<float>>? Custom);
