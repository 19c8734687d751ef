using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Reranker;

/// <summary>Makes probabilities of logits (Platt 1999): scale and bias are kept with the model, under <c>calibration</c> in config.json.</summary>
/// <param name="Scale">Times the logit.</param>
/// <param name="Bias">Added to that.</param>
internal sealed record Calibration(double Scale, double Bias)
{
    /// <summary>Reads a model's calibration; without one the logistic function stands as it is, which is what sentence-transformers does.</summary>
    public static Calibration Read(JsonFile config) => config.GetObjectOrNull("calibration") is { } section
        ? new Calibration(section.GetDouble("scale", 1), section.GetDouble("bias", 0))
        : new Calibration(1, 0);

    public float GetProbability(float logit) => (float)(1 / (1 + Math.Exp(-(Scale * logit + Bias))));
}
