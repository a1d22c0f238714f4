package dev.fairlead.core.objects;

import dev.fairlead.core.id.CustomerId;

/**
 * Where somebody finds the objects that he may see: the first part of their keys. An object lies on
 * the shelf of everyone who may see it, so what is not on one's shelves can't even be asked for.
 *
 * @param name a customer's id, or a word that no customer can be called
 */
public record Shelf(String name) {
  /** Has every object; its copy is the one that counts. */
  public static final Shelf OPERATORS = new Shelf("*operators");

  /** Has what is global. */
  public static final Shelf EVERYBODY = new Shelf("*everybody");

  /** Has those customers that have limits of their own; nobody looks for objects here. */
  public static final Shelf LIMITED = new Shelf("*limited");

  /** What a customer owns, or is allowed. */
  public static Shelf of(CustomerId customer) {
    return new Shelf(customer.value());
  }
}
