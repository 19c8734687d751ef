using System.Text.Json;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Decides before anything is written whether the evidence answers (Rajpurkar et al. 2018, "know what you don't know"): a logistic regression on <see cref="AnswerabilityFeatures"/>, fitted by <c>benchmarks gate</c> and kept in
/// AnswerGate.json; how far it is to be believed stands in docs/quality.md.
/// </summary>
/// <param name="Encoder">Name of the encoder that it was fitted with, whatever the index was made with.</param>
/// <param name="Bias">Log-odds where all features are 0.</param>
/// <param name="Weights">Weight of each feature.</param>
/// <param name="Threshold">The chance from which on it answers.</param>
internal sealed record AnswerabilityClassifier(string Encoder, double Bias, IReadOnlyDictionary<string, double> Weights, double Threshold)
{
    private const string ResourceName = "AnswerGate.json";

    /// <summary>How the file spells names.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The one in use.</summary>
    public static AnswerabilityClassifier Default { get; } = Load();

    /// <summary>The chance that the evidence answers, in [0, 1]; 0 where there is none.</summary>
    public double ComputeConfidence(SearchResults results, TokenEncoder encoder) => AnswerabilityFeatures.Compute(results, encoder) is { } features ? ComputeConfidence(features) : 0;

    /// <summary>The chance for given features, in the order of <see cref="AnswerabilityFeatures.Names"/>.</summary>
    public double ComputeConfidence(IReadOnlyList<double> features) => 1 / (1 + Math.Exp(-(Bias + AnswerabilityFeatures.Names.Select((name, i) => Weights[name] * features[i]).Sum())));

    private static AnswerabilityClassifier Load()
    {
        using Stream stream = typeof(AnswerabilityClassifier).Assembly.GetManifestResourceStream(ResourceName)!;
        // After Json: fields are set in the order in which they stand.
        return JsonSerializer.Deserialize<AnswerabilityClassifier>(stream, Json)!;
    }
}
