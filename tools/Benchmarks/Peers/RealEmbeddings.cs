using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Collections;

namespace SearchEngine.Benchmarks.Peers;

/// <summary>
/// Embeddings of documents and queries of NFCorpus and of paragraphs and questions of SQuAD. They are encoded once and
/// kept in a file.
/// </summary>
/// <param name="Texts">Embeddings of documents and paragraphs.</param>
/// <param name="Queries">Embeddings of queries and questions.</param>
internal sealed record RealEmbeddings(float[][] Texts, float[][] Queries)
{
    private const int Documents = 1000, Paragraphs = 2000, FromQueries = 300, FromQuestions = 700;

    /// <summary>Reads the embeddings from a file, and creates it if it does not exist.</summary>
    /// <param name="data">The folder that holds ir/nfcorpus and train/squad-train-v1.1.json.xz.</param>
    /// <param name="file">The file that keeps the embeddings.</param>
    public static RealEmbeddings Open(string data, string file)
    {
        if (!File.Exists(file)) Make(data, file);
        byte[] bytes = File.ReadAllBytes(file);
        ReadOnlySpan<int> sizes = MemoryMarshal.Cast<byte, int>(bytes.AsSpan(0, 3 * sizeof(int)));
        (int texts, int queries, int dimensions) = (sizes[0], sizes[1], sizes[2]);
        float[] values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(3 * sizeof(int))).ToArray();
        float[][] rows = [.. values.Chunk(dimensions).Take(texts + queries)];
        return new RealEmbeddings(rows[..texts], rows[texts..]);
    }

    private static void Make(string data, string file)
    {
        BeirCollection nfcorpus = BeirCollection.Open(Path.Combine(data, "ir", "nfcorpus"));
        (string[] paragraphs, string[] questions) = Squad(Path.Combine(data, "train", "squad-train-v1.1.json.xz"));
        string[] texts = [.. nfcorpus.Documents().Take(Documents).Select(document => $"{document.Title}\n{document.Text}"), .. paragraphs];
        string[] queries = [.. nfcorpus.Queries.Take(FromQueries).Select(query => query.Text), .. questions];
        using TextEncoder encoder = TextEncoder.Load(EncodingBenchmark.Model);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using (FileStream stream = File.Create(file + ".tmp"))
        {
            stream.Write(MemoryMarshal.AsBytes<int>([texts.Length, queries.Length, encoder.Dimensions]));
            Write(encoder, texts, null, stream);
            Write(encoder, queries, TextRoleOptions.ForQueries(), stream);
        }
        File.Move(file + ".tmp", file);
    }

    private static void Write(TextEncoder encoder, string[] texts, EmbeddingGenerationOptions? options, Stream stream)
    {
        foreach (Embedding<float> embedding in encoder.GenerateAsync(texts, options).GetAwaiter().GetResult())
            stream.Write(MemoryMarshal.AsBytes(embedding.Vector.Span));
    }

    /// <summary>Returns every Nth paragraph and its first question, so that they come from many articles.</summary>
    private static (string[] Paragraphs, string[] Questions) Squad(string file)
    {
        using Process xz = Process.Start(new ProcessStartInfo("xz", ["-dc", file]) { RedirectStandardOutput = true })!;
        using JsonDocument document = JsonDocument.Parse(xz.StandardOutput.BaseStream);
        JsonElement.ArrayEnumerator articles = document.RootElement.GetProperty("data").EnumerateArray();
        JsonElement[] all = [.. articles.SelectMany(article => article.GetProperty("paragraphs").EnumerateArray())];
        JsonElement[] chosen = [.. all.Where((_, i) => i % (all.Length / Paragraphs) == 0).Take(Paragraphs)];
        IEnumerable<JsonElement> questions = chosen.SelectMany(paragraph => paragraph.GetProperty("qas").EnumerateArray().Take(1));
        return (
            [.. chosen.Select(paragraph => paragraph.GetProperty("context").GetString()!)],
            [.. questions.Select(question => question.GetProperty("question").GetString()!).Take(FromQuestions)]);
    }
}
