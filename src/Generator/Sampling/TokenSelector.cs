using System.Numerics.Tensors;

namespace SearchEngine.Generator.Sampling;

/// <summary>Chooses the tokens of a text one by one: by their logits, and by what a constraint allows.</summary>
internal sealed class TokenSelector(Sampler sampler, ITokenConstraint? constraint)
{
    /// <summary>Notes that the prompt has a token.</summary>
    public void AcceptPromptToken(int token) => sampler.Accept(token);

    /// <summary>Chooses the next token of the text and appends it.</summary>
    /// <param name="logits">Of every token; changed where tokens are forbidden or weakened.</param>
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
        // The likeliest token is allowed as a rule; asking about all of them costs milliseconds.
        if (sampler.IsGreedy && TensorPrimitives.IndexOfMax<float>(logits) is var likeliest && constraint!.Allows(likeliest)) return likeliest;
        for (int token = 0; token < logits.Length; token++)
        {
            if (!constraint!.Allows(token)) logits[token] = float.NegativeInfinity;
        }
        return sampler.Sample(logits);
    }
}
