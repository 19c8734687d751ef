using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Reranker;

/// <summary>
/// Converts logits to probabilities by a scaled logistic function (Platt 1999), whose parameters are under <c>calibration</c> in the
/// model's config.json.
/// </summary>
internal sealed record Calibration(double Scale, double Bias)
{
    /// <summary>Reads a model's calibration; the default is the plain logistic function, as in sentence-transformers.</summary>
    public static Calibration Read(JsonFile config) => config.GetObjectOrNull("calibration") is { } section
        ? new Calibration(section.GetDouble("scale", 1), section.GetDouble("bias", 0))
        : new Calibration(1, 0);

    public float GetProbability(float logit) => (float)(1 / (1 + Math.Exp(-(Scale * logit + Bias))));
}
