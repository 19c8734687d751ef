using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace SearchEngine.VectorStore;

/// <summary>Says what records can be made of, and refuses the rest by name when the collection is asked for.</summary>
internal sealed class RecordModelBuilder() : CollectionModelBuilder(new CollectionModelBuildingOptions { RequiresAtLeastOneVector = false, SupportsMultipleVectors = true })
{
    public const string SupportedVectors = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    protected override bool IsDataPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = ColumnType.Supported;
        return ColumnType.Find(type) is not null;
    }

    protected override bool IsVectorPropertyTypeValid(Type type, [NotNullWhen(false)] out string? supportedTypes)
    {
        supportedTypes = SupportedVectors;
        return IsVector(type);
    }

    protected override void ValidateKeyProperty(KeyPropertyModel keyProperty)
    {
        base.ValidateKeyProperty(keyProperty);
        if (!ColumnType.KeyTypes.Contains(keyProperty.Type))
            throw new NotSupportedException($"Property '{keyProperty.ModelName}' has type '{keyProperty.Type.Name}', which cannot be a key. A key is one of {string.Join(", ", ColumnType.KeyTypes.Select(type => type.Name))}.");
    }

    protected override void ValidateProperty(PropertyModel propertyModel, VectorStoreCollectionDefinition? definition)
    {
        base.ValidateProperty(propertyModel, definition);
        switch (propertyModel)
        {
            case VectorPropertyModel { IndexKind: not (null or IndexKind.Flat) } vector:
                throw new NotSupportedException($"Property '{vector.ModelName}' asks for an index of kind '{vector.IndexKind}'. There is '{IndexKind.Flat}', which compares with every vector and finds the nearest exactly.");
            case VectorPropertyModel vector:
                _ = VectorDistance.For(vector);
                break;
            case DataPropertyModel { IsFullTextIndexed: true } data when data.Type != typeof(string):
                throw new NotSupportedException($"Property '{data.ModelName}' has type '{data.Type.Name}', whose words cannot be searched. Index the words of properties of type string.");
        }
    }

    public static bool IsVector(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } vector && (vector == typeof(ReadOnlyMemory<float>) || vector == typeof(Embedding<float>) || vector == typeof(float[]));
}
