using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Fusion;

namespace SearchEngine.VectorStore;

/// <content>Searches.</content>
public sealed partial class SearchVectorCollection<TKey, TRecord>
{
    /// <summary>The minimum number of records that each side of a hybrid search contributes to the fusion.</summary>
    private const int MinCandidates = 200;
    private const int CandidatesPerRecord = 4;
    private const float HybridWeight = 0.5f;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">
    /// The filter has an unsupported expression, or the value is not a vector and there is no generator to embed it; the message names it.
    /// </exception>
    public override async IAsyncEnumerable<VectorSearchResult<TRecord>> SearchAsync<TInput>(
        TInput searchValue,
        int top,
        VectorSearchOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new VectorSearchOptions<TRecord>();
        bool includeVectors = CheckIncludeVectors(options.IncludeVectors);
        VectorPropertyModel property = _model.GetVectorPropertyOrSingle(options);
        ReadOnlyMemory<float> query = await GetQueryVectorAsync(property, searchValue, cancellationToken).ConfigureAwait(false);
        VectorDistance distance = VectorDistance.For(property);
        float? minScore = options.ScoreThreshold is { } threshold ? distance.ToRankingScore((float)threshold) : null;
        IReadOnlyList<VectorSearchResult<TRecord>> results = await ReadAsync(
            "Search",
            connection =>
            {
                RecordTable table = GetTable(connection);
                int count = options.Skip + top;
                IReadOnlyList<Hit> hits = FindNearest(connection, table, property, query, options.Filter, count, cancellationToken);
                IEnumerable<Hit> page = GetPage(hits, options.Skip, top, minScore);
                // ToRankingScore is its own inverse.
                return ReadResults(connection, table, page, includeVectors, distance.ToRankingScore, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (VectorSearchResult<TRecord> result in results) yield return result;
    }

    /// <inheritdoc/>
    /// <remarks>The score is the mean of the vector score and the BM25 score, each normalized to [0, 1].</remarks>
    /// <exception cref="NotSupportedException">
    /// The filter has an unsupported expression, or the value is not a vector and there is no generator to embed it; the message names it.
    /// </exception>
    public async IAsyncEnumerable<VectorSearchResult<TRecord>> HybridSearchAsync<TInput>(
        TInput searchValue,
        ICollection<string> keywords,
        int top,
        HybridSearchOptions<TRecord>? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        ArgumentNullException.ThrowIfNull(searchValue);
        ArgumentNullException.ThrowIfNull(keywords);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        options ??= new HybridSearchOptions<TRecord>();
        bool includeVectors = CheckIncludeVectors(options.IncludeVectors);
        VectorSearchOptions<TRecord> vectorOptions = new() { VectorProperty = options.VectorProperty };
        VectorPropertyModel property = _model.GetVectorPropertyOrSingle(vectorOptions);
        DataPropertyModel text = _model.GetFullTextDataPropertyOrSingle(options.AdditionalProperty);
        ReadOnlyMemory<float> query = await GetQueryVectorAsync(property, searchValue, cancellationToken).ConfigureAwait(false);
        int candidates = Math.Max(MinCandidates, (options.Skip + top) * CandidatesPerRecord);
        IReadOnlyList<VectorSearchResult<TRecord>> results = await ReadAsync(
            "HybridSearch",
            connection =>
            {
                RecordTable table = GetTable(connection);
                IReadOnlyList<Hit> dense = FindNearest(connection, table, property, query, options.Filter, candidates, cancellationToken);
                IReadOnlyList<Hit> lexical = FindByKeywords(connection, table, text, keywords, options.Filter, candidates);
                IReadOnlyList<Hit> fused = WeightedFusion.Fuse(
                    new WeightedList(dense, HybridWeight),
                    new WeightedList(lexical, HybridWeight, Floor: 0));
                IEnumerable<Hit> page = GetPage(fused, options.Skip, top, (float?)options.ScoreThreshold);
                return ReadResults(connection, table, page, includeVectors, score => score, cancellationToken);
            },
            cancellationToken).ConfigureAwait(false);
        foreach (VectorSearchResult<TRecord> result in results) yield return result;
    }

    private IReadOnlyList<Hit> FindNearest(
        CatalogConnection connection,
        RecordTable table,
        VectorPropertyModel property,
        ReadOnlyMemory<float> query,
        LambdaExpression? filter,
        int count,
        CancellationToken cancellation)
    {
        HashSet<long>? allowedRows = filter is null ? null : FindRows(connection, table, filter);
        string column = table.GetColumn(property);
        VectorMatrix matrix = _database.GetMatrix(connection, table, column, property.Dimensions, cancellation);
        return matrix.FindNearest(query.Span, VectorDistance.For(property), count, allowedRows, cancellation);
    }

    private HashSet<long> FindRows(CatalogConnection connection, RecordTable table, LambdaExpression filter)
    {
        (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
        string sql = $"SELECT row FROM {table.RowTable} WHERE {condition}";
        using SqliteDataReader reader = connection.Prepare(sql, parameters).ExecuteReader();
        HashSet<long> rows = [];
        while (reader.Read()) rows.Add(reader.GetInt64(0));
        return rows;
    }

    /// <summary>Returns the records that contain any of the keywords, best first by BM25.</summary>
    private IReadOnlyList<Hit> FindByKeywords(
        CatalogConnection connection,
        RecordTable table,
        DataPropertyModel text,
        ICollection<string> keywords,
        LambdaExpression? filter,
        int count)
    {
        string match = string.Join(" OR ", keywords.Where(keyword => !string.IsNullOrWhiteSpace(keyword)).Select(QuoteKeyword));
        if (match.Length == 0) return [];
        (string condition, object?[] parameters) = SqlFilterTranslator.Translate(filter, _model, table);
        string words = table.WordTable, allowed = $"SELECT row FROM {table.RowTable} WHERE {condition}";
        string sql = $"SELECT rowid, -bm25({words}) FROM {words} WHERE {words} MATCH ${parameters.Length + 1} AND rowid IN ({allowed}) "
            + $"ORDER BY 2 DESC, 1 LIMIT ${parameters.Length + 2}";
        object?[] values = [.. parameters, $"{{{table.GetColumn(text)}}} : ({match})", (long)count];
        using SqliteDataReader reader = connection.Prepare(sql, values).ExecuteReader();
        List<Hit> hits = [];
        while (reader.Read()) hits.Add(new Hit(reader.GetInt64(0), (float)reader.GetDouble(1)));
        return hits;
    }

    /// <summary>Quotes a keyword for FTS5: several words become a phrase, and operators become plain text.</summary>
    private static string QuoteKeyword(string keyword) =>
        $"\"{keyword.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\"";

    private static IEnumerable<Hit> GetPage(IReadOnlyList<Hit> hits, int skip, int top, float? minScore) =>
        hits.Where(hit => minScore is null || hit.Score >= minScore).Skip(skip).Take(top);

    private IReadOnlyList<VectorSearchResult<TRecord>> ReadResults(
        CatalogConnection connection,
        RecordTable table,
        IEnumerable<Hit> hits,
        bool includeVectors,
        Func<float, float> getScore,
        CancellationToken cancellation)
    {
        string sql = $"SELECT {_mapper.GetColumnList(table, includeVectors)} FROM {table.RowTable} WHERE row = $1";
        List<VectorSearchResult<TRecord>> results = [];
        foreach (Hit hit in hits)
        {
            cancellation.ThrowIfCancellationRequested();
            using SqliteDataReader reader = connection.Prepare(sql, hit.ChunkId).ExecuteReader();
            if (!reader.Read()) continue;
            results.Add(new VectorSearchResult<TRecord>(_mapper.ReadRecord(reader, includeVectors), getScore(hit.Score)));
        }
        return results;
    }

    private static async Task<ReadOnlyMemory<float>> GetQueryVectorAsync<TInput>(
        VectorPropertyModel property,
        TInput value,
        CancellationToken cancellation)
        where TInput : notnull
    {
        object? vector = value;
        if (!RecordModelBuilder.IsVector(value.GetType()))
        {
            if (property.EmbeddingGenerationDispatcher is null) throw CannotEmbed(property, typeof(TInput));
            vector = await property.GenerateEmbeddingAsync(value, cancellation).ConfigureAwait(false);
        }
        return RecordMapper<TRecord>.ToVector(property, vector)
            ?? throw new ArgumentException("The vector to search for is empty.", nameof(value));
    }

    private static Exception CannotEmbed(VectorPropertyModel property, Type input) => property.EmbeddingGenerator is { } encoder
        ? new InvalidOperationException(
            VectorDataStrings.IncompatibleEmbeddingGeneratorWasConfiguredForInputType(input, encoder.GetType()))
        : new NotSupportedException(
            VectorDataStrings.InvalidSearchInputAndNoEmbeddingGeneratorWasConfigured(input, RecordModelBuilder.SupportedVectors));
}
