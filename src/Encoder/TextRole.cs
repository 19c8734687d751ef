using Microsoft.Extensions.AI;

namespace SearchEngine.Encoder;

/// <summary>The role of a text in a search. Models may require a different prompt for each role.</summary>
public enum TextRole
{
    /// <summary>A text to be found.</summary>
    Document,

    /// <summary>A text to search with.</summary>
    Query,
}

/// <summary>Passes a <see cref="TextRole"/> in the options of an <see cref="IEmbeddingGenerator"/>.</summary>
public static class TextRoleOptions
{
    private const string RoleKey = "role";

    /// <summary>Creates options that mark the texts as queries.</summary>
    public static EmbeddingGenerationOptions ForQueries() => new() { AdditionalProperties = new() { [RoleKey] = TextRole.Query } };

    /// <summary>Returns the role in the options; <see cref="TextRole.Document"/> by default.</summary>
    public static TextRole GetRoleOrDefault(this EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(RoleKey, out TextRole role) == true ? role : TextRole.Document;
}
