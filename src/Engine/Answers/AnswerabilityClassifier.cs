using System.Text.Json;
using SearchEngine.Encoder;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Decides before anything is written whether the evidence answers the question (Rajpurkar et al. 2018, "know what you don't know"): a
/// logistic regression on <see cref="AnswerabilityFeatures"/>, fitted by <c>benchmarks gate</c> and stored in AnswerabilityClassifier.json.
/// docs/quality.md reports its accuracy.
/// </summary>
/// <param name="Encoder">The name of the encoder that it was fitted with; the index may use another.</param>
/// <param name="Bias">The log-odds if all features are 0.</param>
/// <param name="Weights">The weight of each feature.</param>
/// <param name="Threshold">The minimum probability at which a question is answered.</param>
internal sealed record AnswerabilityClassifier(string Encoder, double Bias, IReadOnlyDictionary<string, double> Weights, double Threshold)
{
    private const string ResourceName = "AnswerabilityClassifier.json";

    /// <summary>The naming of properties in the file.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The classifier in use.</summary>
    public static AnswerabilityClassifier Default { get; } = Load();

    /// <summary>Computes the probability that the results answer their query, in [0, 1]; 0 if nothing was re-ranked.</summary>
    public double ComputeConfidence(SearchResults results, TokenEncoder encoder) =>
        AnswerabilityFeatures.Compute(results, encoder) is { } features ? ComputeConfidence(features) : 0;

    /// <summary>Computes the probability from features in the order of <see cref="AnswerabilityFeatures.Names"/>.</summary>
    public double ComputeConfidence(IReadOnlyList<double> features)
    {
        double logOdds = Bias + AnswerabilityFeatures.Names.Select((name, i) => Weights[name] * features[i]).Sum();
        return 1 / (1 + Math.Exp(-logOdds));
    }

    private static AnswerabilityClassifier Load()
    {
        using Stream stream = typeof(AnswerabilityClassifier).Assembly.GetManifestResourceStream(ResourceName)!;
        // Json must be declared before Default: static properties are initialized in the order of their declaration.
        return JsonSerializer.Deserialize<AnswerabilityClassifier>(stream, Json)!;
    }
}
