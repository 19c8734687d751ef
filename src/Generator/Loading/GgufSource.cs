using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Loading;

/// <summary>A decoder in a GGUF file, which holds its settings, tokenizer and chat template too.</summary>
internal sealed record GgufSource : DecoderSource
{
    private readonly GgufFile _file;

    private GgufSource(GgufFile file, string name, IReadOnlyList<int> endIds)
        : base(name, file.Path, DecoderGraph.Describe(file), file.Metadata.GetStringOrNull("tokenizer.chat_template"), file.Metadata.GetIntOrNull("tokenizer.ggml.bos_token_id"), endIds) => _file = file;

    public static GgufSource OpenFile(string path)
    {
        GgufFile file = GgufFile.Open(path);
        try
        {
            IEnumerable<int?> ends = [file.Metadata.GetIntOrNull("tokenizer.ggml.eos_token_id"), file.Metadata.GetIntOrNull("tokenizer.ggml.eot_token_id")];
            return new GgufSource(file, file.Metadata.GetStringOrNull("general.name") ?? System.IO.Path.GetFileNameWithoutExtension(path), [.. ends.OfType<int>().Distinct()]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override TextTokenizer LoadTokenizer() => TextTokenizer.Load(_file);

    public override GraphKey CreateGraphKey(Precision precision) => GraphKey.ForDecoder(_file.WeightsHash, "", precision, Device.Cpu);

    public override void WriteGraph(Precision precision, string folder) => DecoderGraph.Write(_file, precision, folder);

    public override void Dispose() => _file.Dispose();
}
