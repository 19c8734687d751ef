using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.VectorStore;

/// <content>Searching.</content>
public sealed partial class SearchVectorCollection<TKey, TRecord>
{
    /// <summary>Records that each side of a hybrid search gives the fusion, at least.</summary>
    private const int MinCandidates = 200;
    private const int CandidatesPerRecord = 4;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">The filter has an expression that is not supported, or the value is no vector and nothing makes one of it; the message names it.</exception>
    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        bool vectors = CheckIncludeVectors(options.IncludeVectors);
        VectorPropertyModel property = _model.GetVectorPropertyOrSingle(options);
        ReadOnlyMemory<float> query = await GetQueryVectorAsync(property, searchValue, cancellationToken).ConfigureAwait(false);
        VectorDistance distance = VectorDistance.For(property);
        float? worst = options.ScoreThreshold is { } threshold ? distance.ToRankingScore((float)threshold) : null;
        IReadOnlyList<VectorSearchResult<TRecord>> results = await ReadAsync(
            "Search",
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                IReadOnlyList<Hit> hits = FindNearest(connection, table, property, query, options.Filter, options.Skip + top, cancellationToken);
                // The same function on both sides of a distance or a similarity: its sign is undone.
                return ReadPage(connection, table, hits, options.Skip, top, worst, vectors, score => distance.ToRankingScore(score), cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (VectorSearchResult<TRecord> result in results) yield return result;
    }

    /// <inheritdoc/>
    /// <remarks>Nearness and BM25, each brought to a scale from 0 to 1, count half each; the score is their sum.</remarks>
    /// <exception cref="NotSupportedException">The filter has an expression that is not supported, or the value is no vector and nothing makes one of it; the message names it.</exception>
    public async IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(
        TInput searchValue, ICollection<string> keywords, int top, HybridSearchOptions<TRecord>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default) where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new HybridSearchOptions<TRecord>();
        bool vectors = CheckIncludeVectors(options.IncludeVectors);
        VectorPropertyModel property = _model.GetVectorPropertyOrSingle(new VectorSearchOptions<TRecord> { VectorProperty = options.VectorProperty });
        DataPropertyModel text = _model.GetFullTextDataPropertyOrSingle(options.AdditionalProperty);
        ReadOnlyMemory<float> query = await GetQueryVectorAsync(property, searchValue, cancellationToken).ConfigureAwait(false);
        int candidates = Math.Max(MinCandidates, (options.Skip + top) * CandidatesPerRecord);
        IReadOnlyList<VectorSearchResult<TRecord>> results = await ReadAsync(
            "HybridSearch",
            connection =>
            {
                RecordTable table = RecordTable.GetRequired(connection, Name, _model);
                IReadOnlyList<Hit> near = FindNearest(connection, table, property, query, options.Filter, candidates, cancellationToken);
                IReadOnlyList<Hit> worded = FindByKeywords(connection, table, text, keywords, options.Filter, candidates);
                IReadOnlyList<Hit> fused = WeightedFusion.Fuse(new WeightedList(near, 0.5f), new WeightedList(worded, 0.5f, Floor: 0));
                return ReadPage(connection, table, fused, options.Skip, top, (float?)options.ScoreThreshold, vectors, score => score, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (VectorSearchResult<TRecord> result in results) yield return result;
    }

    private IReadOnlyList<Hit> FindNearest(CatalogConnection connection, RecordTable table, VectorPropertyModel property, ReadOnlyMemory<float> query, LambdaExpression? filter, int count, CancellationToken cancellation)
    {
        HashSet<long>? among = null;
        if (filter is not null)
        {
            (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
            using SqliteDataReader reader = connection.Prepare($"SELECT row FROM {table.RowTable} WHERE {condition}", parameters).ExecuteReader();
            among = [];
            while (reader.Read()) among.Add(reader.GetInt64(0));
        }
        return _database.GetMatrix(connection, table, table.GetColumn(property), property.Dimensions, cancellation).FindNearest(query.Span, VectorDistance.For(property), count, among, cancellation);
    }

    /// <summary>The records that have any of the words, best first by BM25.</summary>
    private IReadOnlyList<Hit> FindByKeywords(CatalogConnection connection, RecordTable table, DataPropertyModel text, ICollection<string> keywords, LambdaExpression? filter, int count)
    {
        // A keyword of several words is a phrase; between quotes nothing is an operator.
        string words = string.Join(" OR ", keywords.Where(word => !string.IsNullOrWhiteSpace(word)).Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\""));
        if (words.Length == 0) return [];
        (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
        int next = parameters.Length;
        using SqliteDataReader reader = connection.Prepare(
            $"SELECT rowid, -bm25({table.WordTable}) FROM {table.WordTable} WHERE {table.WordTable} MATCH ${next + 1} AND rowid IN (SELECT row FROM {table.RowTable} WHERE {condition}) ORDER BY 2 DESC, 1 LIMIT ${next + 2}",
            [.. parameters, $"{{{table.GetColumn(text)}}} : ({words})", (long)count]).ExecuteReader();
        List<Hit> hits = [];
        while (reader.Read()) hits.Add(new Hit(reader.GetInt64(0), (float)reader.GetDouble(1)));
        return hits;
    }

    private IReadOnlyList<VectorSearchResult<TRecord>> ReadPage(
        CatalogConnection connection, RecordTable table, IReadOnlyList<Hit> hits, int skip, int top, float? worst, bool vectors, Func<float, float> score, CancellationToken cancellation)
    {
        string sql = $"SELECT {_mapper.GetColumnList(table, vectors)} FROM {table.RowTable} WHERE row = $1";
        List<VectorSearchResult<TRecord>> results = [];
        foreach (Hit hit in hits.Where(hit => worst is null || hit.Score >= worst).Skip(skip).Take(top))
        {
            cancellation.ThrowIfCancellationRequested();
            using SqliteDataReader reader = connection.Prepare(sql, hit.ChunkId).ExecuteReader();
            if (reader.Read()) results.Add(new VectorSearchResult<TRecord>(_mapper.ReadRecord(reader, vectors), score(hit.Score)));
        }
        return results;
    }

    private static async Task<ReadOnlyMemory<float>> GetQueryVectorAsync<TInput>(VectorPropertyModel property, TInput value, CancellationToken cancellation) where TInput : notnull
    {
        object? vector = RecordModelBuilder.IsVector(value.GetType()) ? value
            : property.EmbeddingGenerationDispatcher is not null ? await property.GenerateEmbeddingAsync(value, cancellation).ConfigureAwait(false)
            : throw (property.EmbeddingGenerator is { } encoder
                ? new InvalidOperationException(VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(typeof(TInput), encoder.GetType()))
                : new NotSupportedException(VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(typeof(TInput), RecordModelBuilder.SupportedVectors)));
        return RecordMapper<TRecord>.ToVector(property, vector) ?? throw new ArgumentException("The vector to search for is empty.", nameof(value));
    }
}
