using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Loading;

/// <summary>A decoder in a GGUF file, which also contains the settings, the tokenizer and the chat template.</summary>
internal sealed record GgufSource : DecoderSource
{
    private readonly GgufFile _file;

    private GgufSource(GgufFile file, string name, IReadOnlyList<int> eosTokenIds)
        : base(
            name,
            file.Path,
            DecoderGraph.Describe(file),
            file.Metadata.GetStringOrNull("tokenizer.chat_template"),
            file.Metadata.GetIntOrNull("tokenizer.ggml.bos_token_id"),
            eosTokenIds) => _file = file;

    public static GgufSource OpenFile(string path)
    {
        GgufFile file = GgufFile.Open(path);
        try
        {
            int?[] eosTokenIds =
            [
                file.Metadata.GetIntOrNull("tokenizer.ggml.eos_token_id"),
                file.Metadata.GetIntOrNull("tokenizer.ggml.eot_token_id"),
            ];
            string name = file.Metadata.GetStringOrNull("general.name") ?? System.IO.Path.GetFileNameWithoutExtension(path);
            return new GgufSource(file, name, [.. eosTokenIds.OfType<int>().Distinct()]);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public override TextTokenizer LoadTokenizer() => TextTokenizer.Load(_file);

    public override GraphKey CreateGraphKey(Precision precision) =>
        GraphKey.ForDecoder(_file.WeightsHash, "", precision, Device.Cpu);

    public override void WriteGraph(Precision precision, string folder) => DecoderGraph.Write(_file, precision, folder);

    public override void Dispose() => _file.Dispose();
}
