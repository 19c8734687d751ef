using System.Text.Json;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Decides before anything is written whether the evidence answers (Rajpurkar et al. 2018, "know what you don't know"): a logistic regression on <see cref="AnswerFeatures"/>, fitted by <c>benchmarks gate</c> and kept in
/// AnswerGate.json; how far it is to be believed stands in docs/quality.md.
/// </summary>
/// <param name="Encoder">Name of the encoder that it was fitted with, whatever the index was made with.</param>
/// <param name="Bias">Log-odds where all features are 0.</param>
/// <param name="Weights">Weight of each feature.</param>
/// <param name="Threshold">The chance from which on it answers.</param>
internal sealed record AnswerGate(string Encoder, double Bias, IReadOnlyDictionary<string, double> Weights, double Threshold)
{
    private const string File = "AnswerGate.json";

    /// <summary>How the file spells names.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The one in use.</summary>
    public static AnswerGate Default { get; } = Read();

    /// <summary>The chance that the evidence answers, in [0, 1]; 0 where there is none.</summary>
    public double Confidence(SearchResults results, TokenEncoder encoder) => AnswerFeatures.Of(results, encoder) is { } features ? Confidence(features) : 0;

    /// <summary>The chance for given features, in the order of <see cref="AnswerFeatures.Names"/>.</summary>
    public double Confidence(IReadOnlyList<double> features) => 1 / (1 + Math.Exp(-(Bias + AnswerFeatures.Names.Select((name, i) => Weights[name] * features[i]).Sum())));

    private static AnswerGate Read()
    {
        using Stream stream = typeof(AnswerGate).Assembly.GetManifestResourceStream(File)!;
        // After Json: fields are set in the order in which they stand.
        return JsonSerializer.Deserialize<AnswerGate>(stream, Json)!;
    }
}
