namespace SearchEngine.Tests.Packing;

/// <summary>
/// What com.microsoft PackedMultiHeadAttention computes, told plainly: the checks of its inputs are those of ONNX Runtime's kernel for CUDA
/// (contrib_ops/cuda/bert/packed_multihead_attention.cc), and attention is the formula, text by text.
/// </summary>
internal static class PackedAttentionReference
{
    public static float[] Run(
        int heads, KernelTensor query, KernelTensor? key, KernelTensor? value, KernelTensor? projectionBias, KernelTensor tokenOffset, KernelTensor cumulativeLengths, KernelTensor? bias)
    {
        Require(query.Shape.Length == 2, "query has two dimensions");
        Require(key is not null && key.Shape.SequenceEqual(query.Shape), "keys are as many and as long as queries");
        Require(value is not null && value.Shape.Length == 2 && value.Shape[0] == query.Shape[0], "there is a value for each key");
        Require(projectionBias is null, "the projections have added their biases");
        Require(tokenOffset.Shape.Length == 2, "token_offset has two dimensions");
        int texts = (int)tokenOffset.Shape[0], width = (int)tokenOffset.Shape[1], tokens = (int)query.Shape[0], hidden = (int)query.Shape[1];
        Require(cumulativeLengths.Shape.SequenceEqual([texts + 1L]), "there is one bound more than texts");
        if (bias is not null)
        {
            Require(bias.Shape.Length == 4, "attention_bias has four dimensions");
            Require((bias.Shape[0] == texts || bias.Shape[0] == 1) && (bias.Shape[1] == heads || bias.Shape[1] == 1), "attention_bias is for each text and head, or for all");
            Require(bias.Shape[2] == width && bias.Shape[3] == width, "attention_bias is width by width");
            // Not an error of the operator's, but it would take the slow way.
            Require(width % 8 == 0, "attention_bias has a width that the fast kernel takes");
        }
        int[] bounds = cumulativeLengths.ToIntegers();
        RequireOffsets(tokenOffset.ToIntegers(), bounds, tokens, width);
        return Attend(new Inputs(heads, hidden, width, bounds, query.ToFloats(), key!.ToFloats(), value!.ToFloats(), bias?.ToFloats(), bias?.Shape[0] > 1, bias?.Shape[1] > 1));
    }

    /// <summary>Tokens first, each at its text's row and its place in it; then all other places of the grid.</summary>
    private static void RequireOffsets(int[] offsets, int[] bounds, int tokens, int width)
    {
        Require(bounds[0] == 0 && bounds[^1] == tokens, "the bounds begin at 0 and end with the row");
        List<int> expected = [];
        for (int text = 0; text + 1 < bounds.Length; text++)
        {
            Require(bounds[text + 1] - bounds[text] <= width, "no text is wider than width");
            for (int at = bounds[text]; at < bounds[text + 1]; at++) expected.Add(text * width + at - bounds[text]);
        }
        Require(offsets.Take(tokens).SequenceEqual(expected), "token_offset names each token's place in the padded grid");
        Require(offsets.Skip(tokens).SequenceEqual(Enumerable.Range(0, offsets.Length).Except(expected)), "token_offset names the padding after the tokens");
    }

    private static float[] Attend(Inputs inputs)
    {
        float[] output = new float[inputs.Query.Length];
        for (int text = 0; text + 1 < inputs.Bounds.Length; text++)
        {
            for (int head = 0; head < inputs.Heads; head++)
            {
                for (int query = inputs.Bounds[text]; query < inputs.Bounds[text + 1]; query++) Attend(inputs, text, head, query, output);
            }
        }
        return output;
    }

    private static void Attend(Inputs inputs, int text, int head, int query, float[] output)
    {
        int start = inputs.Bounds[text], length = inputs.Bounds[text + 1] - start, size = inputs.Hidden / inputs.Heads, first = head * size;
        double[] scores = new double[length];
        for (int key = 0; key < length; key++)
        {
            double dot = 0;
            for (int i = first; i < first + size; i++) dot += inputs.Query[query * inputs.Hidden + i] * (double)inputs.Key[(start + key) * inputs.Hidden + i];
            scores[key] = dot / Math.Sqrt(size) + inputs.GetBias(text, head, query - start, key);
        }
        double highest = scores.Max();
        double[] weights = [.. scores.Select(score => Math.Exp(score - highest))];
        double sum = weights.Sum();
        for (int i = first; i < first + size; i++)
        {
            double mean = 0;
            for (int key = 0; key < length; key++) mean += weights[key] / sum * inputs.Value[(start + key) * inputs.Hidden + i];
            output[query * inputs.Hidden + i] = (float)mean;
        }
    }

    private static void Require(bool condition, string requirement)
    {
        if (!condition) throw new InvalidOperationException($"PackedMultiHeadAttention: it does not hold that {requirement}");
    }

    private sealed record Inputs(
        int Heads, int Hidden, int Width, int[] Bounds, float[] Query, float[] Key, float[] Value, float[]? Bias, bool BiasForEachText, bool BiasForEachHead)
    {
        public float GetBias(int text, int head, int query, int key)
        {
            if (Bias is null) return 0;
            int matrix = (BiasForEachText ? text * (BiasForEachHead ? Heads : 1) : 0) + (BiasForEachHead ? head : 0);
            return Bias[(matrix * Width + query) * Width + key];
        }
    }
}
