using Microsoft.Extensions.AI;

namespace SearchEngine.Encoder;

/// <summary>What a text is to the search; models put a prompt of its own before each kind.</summary>
public enum TextRole
{
    /// <summary>Something to be found.</summary>
    Document,

    /// <summary>Something that finds.</summary>
    Query,
}

/// <summary>Carries a <see cref="TextRole"/> in the options of an <see cref="IEmbeddingGenerator"/>.</summary>
public static class TextRoleOptions
{
    private const string RoleKey = "role";

    /// <summary>Options that mark the texts as queries.</summary>
    public static EmbeddingGenerationOptions ForQueries() => new() { AdditionalProperties = new() { [RoleKey] = TextRole.Query } };

    /// <summary>The role that the options name; documents unless they say otherwise.</summary>
    public static TextRole GetRoleOrDefault(this EmbeddingGenerationOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(RoleKey, out TextRole role) == true ? role : TextRole.Document;
}
