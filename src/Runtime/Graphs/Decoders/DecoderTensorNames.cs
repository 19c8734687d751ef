namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>Names of a decoder's tensors in a checkpoint.</summary>
internal abstract record DecoderTensorNames
{
    /// <summary>Names of Hugging Face's model code.</summary>
    public static DecoderTensorNames HuggingFace { get; } = new HuggingFaceNames();

    /// <summary>Names of GGUF files.</summary>
    public static DecoderTensorNames Gguf { get; } = new GgufNames();

    public abstract string Embedding { get; }

    public abstract string FinalNorm { get; }

    public abstract string Head { get; }

    public abstract string Router(int layer);

    public abstract string AttentionNorm(int layer);

    public abstract string FeedForwardNorm(int layer);

    public abstract string Projection(int layer, string projection);

    /// <summary>A matrix of the dense feed-forward network: gate, up or down.</summary>
    public abstract MatrixSlice Dense(int layer, string matrix, int rows);

    /// <summary>A matrix of the shared expert: gate, up or down.</summary>
    public abstract MatrixSlice SharedExpert(int layer, string matrix, int rows);

    /// <summary>The matrices of all experts, [experts, rows, columns]: gate, up or down.</summary>
    public abstract MatrixSlice Experts(int layer, string matrix, int rows);

    private sealed record HuggingFaceNames : DecoderTensorNames
    {
        public override string Embedding => "model.embed_tokens.weight";

        public override string FinalNorm => "model.norm.weight";

        public override string Head => "lm_head.weight";

        public override string Router(int layer) => $"{Layer(layer)}block_sparse_moe.router.layer.weight";

        public override string AttentionNorm(int layer) => $"{Layer(layer)}input_layernorm.weight";

        public override string FeedForwardNorm(int layer) => $"{Layer(layer)}post_attention_layernorm.weight";

        public override string Projection(int layer, string projection) => $"{Layer(layer)}self_attn.{projection}_proj.weight";

        public override MatrixSlice Dense(int layer, string matrix, int rows) => new($"{Layer(layer)}mlp.{matrix}_proj.weight", rows);

        public override MatrixSlice SharedExpert(int layer, string matrix, int rows) => Stacked($"{Layer(layer)}shared_mlp.", matrix, rows);

        public override MatrixSlice Experts(int layer, string matrix, int rows) =>
            Stacked($"{Layer(layer)}block_sparse_moe.", matrix, rows);

        private static string Layer(int layer) => $"model.layers.{layer}.";

        private static MatrixSlice Stacked(string prefix, string which, int rows) => which switch
        {
            "gate" => new(prefix + "input_linear.weight", rows, Part: 0, Parts: 2),
            "up" => new(prefix + "input_linear.weight", rows, Part: 1, Parts: 2),
            _ => new(prefix + "output_linear.weight", rows),
        };
    }

    private sealed record GgufNames : DecoderTensorNames
    {
        public override string Embedding => "token_embd.weight";

        public override string FinalNorm => "output_norm.weight";

        public override string Head => "output.weight";

        public override string Router(int layer) => $"blk.{layer}.ffn_gate_inp.weight";

        public override string AttentionNorm(int layer) => $"blk.{layer}.attn_norm.weight";

        public override string FeedForwardNorm(int layer) => $"blk.{layer}.ffn_norm.weight";

        public override string Projection(int layer, string projection) =>
            $"blk.{layer}.attn_{(projection == "o" ? "output" : projection)}.weight";

        public override MatrixSlice Dense(int layer, string matrix, int rows) => new($"blk.{layer}.ffn_{matrix}.weight", rows);

        public override MatrixSlice SharedExpert(int layer, string matrix, int rows) => new($"blk.{layer}.ffn_{matrix}_shexp.weight", rows);

        public override MatrixSlice Experts(int layer, string matrix, int rows) => new($"blk.{layer}.ffn_{matrix}_exps.weight", rows);
    }
}
