using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;

namespace SearchEngine.VectorStore;

/// <summary>Builds the model of a collection's records and rejects unsupported properties when the collection is requested.</summary>
internal sealed class RecordModelBuilder() : CollectionModelBuilder(BuildingOptions)
{
    public const string SupportedVectors = "ReadOnlyMemory<float>, Embedding<float>, float[]";

    private static CollectionModelBuildingOptions BuildingOptions => new()
    {
        RequiresAtLeastOneVector = false,
        SupportsMultipleVectors = true,
    };

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
        if (ColumnType.KeyTypes.Contains(keyProperty.Type)) return;
        string supported = string.Join(", ", ColumnType.KeyTypes.Select(type => type.Name));
        throw new NotSupportedException(
            $"Property '{keyProperty.ModelName}' has type '{keyProperty.Type.Name}', which cannot be a key. A key is one of {supported}.");
    }

    protected override void ValidateProperty(PropertyModel propertyModel, VectorStoreCollectionDefinition? definition)
    {
        base.ValidateProperty(propertyModel, definition);
        switch (propertyModel)
        {
            case VectorPropertyModel { IndexKind: not (null or IndexKind.Flat) } vector:
                throw new NotSupportedException(
                    $"Property '{vector.ModelName}' requests an index of kind '{vector.IndexKind}'. The only kind is '{IndexKind.Flat}', "
                    + "which compares with every vector and finds the nearest exactly.");
            case VectorPropertyModel vector:
                _ = VectorDistance.For(vector);
                break;
            case DataPropertyModel { IsFullTextIndexed: true } data when data.Type != typeof(string):
                throw new NotSupportedException(
                    $"Property '{data.ModelName}' has type '{data.Type.Name}', whose words cannot be searched. Use IsFullTextIndexed for "
                    + "properties of type string.");
        }
    }

    public static bool IsVector(Type type)
    {
        Type vector = Nullable.GetUnderlyingType(type) ?? type;
        return vector == typeof(ReadOnlyMemory<float>) || vector == typeof(Embedding<float>) || vector == typeof(float[]);
    }
}
