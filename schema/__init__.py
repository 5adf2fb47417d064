"""The ontology, ids and names, packs of countries and cities (本体与分类体系)."""
