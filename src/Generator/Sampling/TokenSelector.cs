using System.Numerics.Tensors;

namespace SearchEngine.Generator.Sampling;

/// <summary>Selects the tokens of a text by their logits, among those that a constraint allows.</summary>
internal sealed class TokenSelector(Sampler sampler, ITokenConstraint? constraint)
{
    /// <summary>Records that the prompt contains a token.</summary>
    public void AcceptPromptToken(int token) => sampler.Accept(token);

    /// <summary>Selects the next token of the text.</summary>
    /// <param name="logits">The logits of all tokens, which are modified for penalized and forbidden tokens.</param>
    public int SelectNext(Span<float> logits)
    {
        sampler.ApplyRepetitionPenalty(logits);
        int token = constraint is null || constraint.AllowsAll ? sampler.Sample(logits) : SampleAllowed(logits);
        sampler.Accept(token);
        constraint?.Accept(token);
        return token;
    }

    private int SampleAllowed(Span<float> logits)
    {
        // The most probable token is usually allowed, and checking all of them takes milliseconds.
        if (sampler.IsGreedy && TensorPrimitives.IndexOfMax<float>(logits) is var best && constraint!.Allows(best)) return best;
        for (int token = 0; token < logits.Length; token++)
        {
            if (!constraint!.Allows(token)) logits[token] = float.NegativeInfinity;
        }
        return sampler.Sample(logits);
    }
}
