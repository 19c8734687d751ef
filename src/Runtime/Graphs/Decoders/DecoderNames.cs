namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>What a checkpoint calls a decoder's tensors.</summary>
internal abstract record DecoderNames
{
    /// <summary>Of Hugging Face's model code.</summary>
    public static DecoderNames HuggingFace { get; } = new HuggingFaceNames();

    /// <summary>Of GGUF files.</summary>
    public static DecoderNames Gguf { get; } = new GgufNames();

    public abstract string Embedding { get; }

    public abstract string LastNorm { get; }

    public abstract string Head { get; }

    public abstract string Router(int layer);

    public abstract string AttentionNorm(int layer);

    public abstract string FeedForwardNorm(int layer);

    public abstract string Projection(int layer, string which);

    /// <summary>A matrix of the dense feed-forward network: gate, up or down.</summary>
    public abstract MatrixRows Dense(int layer, string which, int rows);

    /// <summary>A matrix of the shared expert: gate, up or down.</summary>
    public abstract MatrixRows Shared(int layer, string which, int rows);

    /// <summary>A matrix of every expert, [experts, rows, columns]: gate, up or down.</summary>
    public abstract MatrixRows Experts(int layer, string which, int rows);

    private sealed record HuggingFaceNames : DecoderNames
    {
        public override string Embedding => "model.embed_tokens.weight";

        public override string LastNorm => "model.norm.weight";

        public override string Head => "lm_head.weight";

        public override string Router(int layer) => $"{Layer(layer)}block_sparse_moe.router.layer.weight";

        public override string AttentionNorm(int layer) => $"{Layer(layer)}input_layernorm.weight";

        public override string FeedForwardNorm(int layer) => $"{Layer(layer)}post_attention_layernorm.weight";

        public override string Projection(int layer, string which) => $"{Layer(layer)}self_attn.{which}_proj.weight";

        public override MatrixRows Dense(int layer, string which, int rows) => new($"{Layer(layer)}mlp.{which}_proj.weight", rows);

        public override MatrixRows Shared(int layer, string which, int rows) => Stacked($"{Layer(layer)}shared_mlp.", which, rows);

        public override MatrixRows Experts(int layer, string which, int rows) => Stacked($"{Layer(layer)}block_sparse_moe.", which, rows);

        private static string Layer(int layer) => $"model.layers.{layer}.";

        private static MatrixRows Stacked(string prefix, string which, int rows) => which switch
        {
            "gate" => new(prefix + "input_linear.weight", rows, Part: 0, Parts: 2),
            "up" => new(prefix + "input_linear.weight", rows, Part: 1, Parts: 2),
            _ => new(prefix + "output_linear.weight", rows),
        };
    }

    private sealed record GgufNames : DecoderNames
    {
        public override string Embedding => "token_embd.weight";

        public override string LastNorm => "output_norm.weight";

        public override string Head => "output.weight";

        public override string Router(int layer) => $"blk.{layer}.ffn_gate_inp.weight";

        public override string AttentionNorm(int layer) => $"blk.{layer}.attn_norm.weight";

        public override string FeedForwardNorm(int layer) => $"blk.{layer}.ffn_norm.weight";

        public override string Projection(int layer, string which) => $"blk.{layer}.attn_{(which == "o" ? "output" : which)}.weight";

        public override MatrixRows Dense(int layer, string which, int rows) => new($"blk.{layer}.ffn_{which}.weight", rows);

        public override MatrixRows Shared(int layer, string which, int rows) => new($"blk.{layer}.ffn_{which}_shexp.weight", rows);

        public override MatrixRows Experts(int layer, string which, int rows) => new($"blk.{layer}.ffn_{which}_exps.weight", rows);
    }
}
