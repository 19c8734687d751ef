namespace SearchEngine.Tests.Packing;

/// <summary>
/// A direct implementation of com.microsoft PackedMultiHeadAttention. It checks inputs as ONNX Runtime's CUDA kernel does
/// (contrib_ops/cuda/bert/packed_multihead_attention.cc) and evaluates the attention formula text by text.
/// </summary>
internal static class PackedAttentionReference
{
    public static float[] Run(
        int heads,
        KernelTensor query,
        KernelTensor? key,
        KernelTensor? value,
        KernelTensor? projectionBias,
        KernelTensor tokenOffset,
        KernelTensor cumulativeLengths,
        KernelTensor? bias)
    {
        Require(query.Shape.Length == 2, "query has two dimensions");
        Require(key is not null && key.Shape.SequenceEqual(query.Shape), "key has the shape of query");
        Require(value is not null && value.Shape.Length == 2 && value.Shape[0] == query.Shape[0], "value has one row per key");
        Require(projectionBias is null, "there is no projection bias");
        Require(tokenOffset.Shape.Length == 2, "token_offset has two dimensions");
        int texts = (int)tokenOffset.Shape[0], width = (int)tokenOffset.Shape[1];
        int tokens = (int)query.Shape[0], hidden = (int)query.Shape[1];
        Require(cumulativeLengths.Shape.SequenceEqual([texts + 1L]), "cumulative_sequence_length has one more entry than there are texts");
        if (bias is not null)
        {
            Require(bias.Shape.Length == 4, "attention_bias has four dimensions");
            Require(bias.Shape[0] == texts || bias.Shape[0] == 1, "attention_bias has one matrix per text or one for all texts");
            Require(bias.Shape[1] == heads || bias.Shape[1] == 1, "attention_bias has one matrix per head or one for all heads");
            Require(bias.Shape[2] == width && bias.Shape[3] == width, "attention_bias is width by width");
            // The operator accepts other widths, but runs a slow kernel for them.
            Require(width % 8 == 0, "the width of attention_bias is a multiple of 8");
        }
        int[] bounds = cumulativeLengths.ToIntegers();
        RequireOffsets(tokenOffset.ToIntegers(), bounds, tokens, width);
        return Attend(new Inputs
        {
            Heads = heads,
            Hidden = hidden,
            Width = width,
            Bounds = bounds,
            Query = query.ToFloats(),
            Key = key!.ToFloats(),
            Value = value!.ToFloats(),
            Bias = bias?.ToFloats(),
            BiasForEachText = bias?.Shape[0] > 1,
            BiasForEachHead = bias?.Shape[1] > 1,
        });
    }

    /// <summary>Checks that the offsets are the tokens' positions in the padded grid, followed by the positions of the padding.</summary>
    private static void RequireOffsets(int[] offsets, int[] bounds, int tokens, int width)
    {
        Require(bounds[0] == 0 && bounds[^1] == tokens, "cumulative_sequence_length starts at 0 and ends at the number of tokens");
        List<int> expected = [];
        for (int text = 0; text + 1 < bounds.Length; text++)
        {
            Require(bounds[text + 1] - bounds[text] <= width, "no text is longer than the width");
            for (int at = bounds[text]; at < bounds[text + 1]; at++) expected.Add(text * width + at - bounds[text]);
        }
        IEnumerable<int> padding = Enumerable.Range(0, offsets.Length).Except(expected);
        Require(offsets.Take(tokens).SequenceEqual(expected), "token_offset begins with the position of each token in the padded grid");
        Require(offsets.Skip(tokens).SequenceEqual(padding), "token_offset ends with the positions of the padding");
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
            int queryRow = query * inputs.Hidden, keyRow = (start + key) * inputs.Hidden;
            for (int i = first; i < first + size; i++) dot += inputs.Query[queryRow + i] * (double)inputs.Key[keyRow + i];
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
        if (!condition) throw new InvalidOperationException($"PackedMultiHeadAttention requires that {requirement}");
    }

    private sealed class Inputs
    {
        public required int Heads { get; init; }

        public required int Hidden { get; init; }

        public required int Width { get; init; }

        public required int[] Bounds { get; init; }

        public required float[] Query { get; init; }

        public required float[] Key { get; init; }

        public required float[] Value { get; init; }

        public required float[]? Bias { get; init; }

        public required bool BiasForEachText { get; init; }

        public required bool BiasForEachHead { get; init; }

        public float GetBias(int text, int head, int query, int key)
        {
            if (Bias is null) return 0;
            int matrix = (BiasForEachText ? text * (BiasForEachHead ? Heads : 1) : 0) + (BiasForEachHead ? head : 0);
            return Bias[(matrix * Width + query) * Width + key];
        }
    }
}
